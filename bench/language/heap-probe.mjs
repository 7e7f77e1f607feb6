// Loaded into a language server before its own code (`--import`): tells on request how much memory it has, and is no part of what it does otherwise.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');

process.on('message', () => {
    const { rss } = process.memoryUsage();
    collect();
    const { heapUsed, external } = process.memoryUsage();
    process.send({ rss, peak: process.resourceUsage().maxRSS * 1024, heap: heapUsed + external });
});
// Waiting for a question keeps no server alive.
process.channel.unref();
process.on('disconnect', () => process.exit());
