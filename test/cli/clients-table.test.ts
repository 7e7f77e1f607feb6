import assert from 'node:assert/strict';
import { stripVTControlCharacters } from 'node:util';
import { quietTable } from '../../cli/clients-table.ts';
import { createColors } from '../../cli/colors.ts';

describe('a table', () => {
    it('has columns with nothing but space between them, as wide as what is seen of their widest cell', () => {
        const colors = createColors(true);
        const seen = quietTable(['Client', 'State', 'URL'], [[colors.bold('Größe'), colors.green('registered'), 'https://a.example'], ['漢字', 'retired', ''], ['', '', '']], colors);
        assert.equal(stripVTControlCharacters(seen), 'Client  State       URL\nGröße   registered  https://a.example\n漢字    retired\n');
    });

    it('has as many rows as there are', () => {
        const colors = createColors(false);
        const rows = Array.from({ length: 150_000 }, (_, index) => [`C${index}`, 'declared']);
        assert.equal(quietTable(['Client', 'State'], rows, colors).split('\n').length, rows.length + 1);
    });
});
