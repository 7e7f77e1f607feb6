import { Command } from 'commander';
import type { Commands } from '../program.ts';
import { importDocumentCommand } from './import-document.ts';
import { importGatewayCommand } from './import-gateway.ts';
import { importOpenApiCommand } from './import-openapi.ts';

export function importCommand(commands: Commands): Command {
    return new Command('import')
        .description('Make source of what exists already.')
        .addCommand(importGatewayCommand(commands))
        .addCommand(importDocumentCommand(commands))
        .addCommand(importOpenApiCommand(commands));
}
