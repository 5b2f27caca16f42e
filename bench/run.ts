/** `npm run bench -- NAME`: runs bench/NAME.ts, which prints its figure, its limit and the ratio. */
import { readdirSync } from 'node:fs';

const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && file !== 'run.ts' && !file.endsWith('.test.ts'))
  .map((file) => file.slice(0, -'.ts'.length));
const [name = ''] = process.argv.slice(2);
// As the program itself is run: React checks a great deal otherwise.
process.env.NODE_ENV ??= 'production';
if (names.includes(name)) {
  await import(`./${name}.ts`);
} else {
  console.error(`npm run bench -- NAME, one of: ${names.join(', ')}`);
  process.exitCode = 1;
}
