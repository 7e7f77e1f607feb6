import {
    createDefaultCoreModule, createDefaultSharedCoreModule, DefaultValueConverter, EmptyFileSystem, inject,
    type GrammarAST, type LangiumCoreServices, type LangiumSharedCoreServices, type Module, type PartialLangiumCoreServices, type ValueType
} from 'langium';
import { ExcerptLexer } from './excerpt-lexer.ts';
import { ApimGeneratedModule, ApimGeneratedSharedModule } from './generated/module.ts';
import { ApimSyntaxMessages } from './syntax-messages.ts';
import { terminalValue } from './terminal-value.ts';

/** The language, wired: everything that differs from Langium's defaults. Names are resolved by `ProjectIndex`, not by Langium's linker. */
export const ApimModule: Module<LangiumCoreServices, PartialLangiumCoreServices & ApimAddedServices> = {
    parser: {
        ValueConverter: () => new ApimValueConverter(),
        Lexer: services => new ExcerptLexer(services),
        ParserErrorMessageProvider: () => new ApimSyntaxMessages()
    }
};

interface ApimAddedServices { parser: { Lexer: ExcerptLexer } }

export type ApimServices = LangiumCoreServices & ApimAddedServices & { shared: LangiumSharedCoreServices };

/** Services for one process; building the parser takes tens of milliseconds, so share them. */
export function createApimServices(): ApimServices {
    const shared = inject(createDefaultSharedCoreModule(EmptyFileSystem), ApimGeneratedSharedModule);
    const services = inject(createDefaultCoreModule({ shared }), ApimGeneratedModule, ApimModule);
    shared.ServiceRegistry.register(services);
    return services;
}

class ApimValueConverter extends DefaultValueConverter {
    protected override runConverter(rule: GrammarAST.AbstractRule, input: string): ValueType {
        return terminalValue(rule.name, input);
    }
}
