/** An upload that is killed on its way: `node half-way.ts FOLDER arriving|kept` never ends by itself in good health. */
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { submissionTypes } from '../inspect/inspect.ts';
import { receiving } from '../receive.ts';
import { localStore } from '../store-local.ts';
import { pdf } from './samples.ts';

const [folder = '', when = ''] = process.argv.slice(2);
const bytes = pdf([`(killed while ${when})`]);

async function* parts(): AsyncGenerator<Buffer> {
  yield bytes.subarray(0, 300);
  if (when === 'arriving') {
    // The first half is on the disk before the end comes.
    await new Promise((settle) => setTimeout(settle, 200));
    process.kill(process.pid, 'SIGKILL');
    await new Promise(() => undefined);
  }
  yield bytes.subarray(300);
}

const options = { name: 'a.pdf', maxBytes: 100_000, allowed: submissionTypes };
await receiving(join(folder, 'arriving'), Readable.from(parts()), options, async (arrived) => {
  await localStore(folder).put(arrived.path, arrived);
  process.kill(process.pid, 'SIGKILL');
});
