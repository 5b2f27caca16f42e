/** `bin/mingtang pii scan` by itself: it needs no city, so it does not wait until one is loaded. */
import { piiScanCommand } from './cli.ts';

process.exitCode = await piiScanCommand(process.argv.slice(2), process.stdout);
