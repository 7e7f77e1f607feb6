/** `npm run bench:fuzz -- MINUTES [SEED]`: breaks the samples at random and asks everything of them; ends with the first text that is not answered. */
import { fuzz } from '../test/support/fuzz.ts';

const [minutes = '1', first] = process.argv.slice(2);
const end = performance.now() + Number(minutes) * 60_000;
let seed = first === undefined ? Date.now() : Number(first);
let count = 0;
for (; performance.now() < end; seed++) {
    fuzz(2000, seed);
    count += 2000;
    console.log(`${count} texts, last seed ${seed}`);
}
