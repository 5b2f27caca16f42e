/**
 * Replays the eleven months at full scale on a database of its own and holds every figure against the report, first as
 * the command answers it, then as the statistics page shows it. Takes minutes, so it stands beside `make test`:
 * `npm run replay:check`. Ends with 1 when anything differs.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../src/config.ts';
import { seedFirstStart } from '../../src/demo.ts';
import { startEmbedded } from '../../src/kernel/db/embedded/start.ts';
import { migrate, noLog, openPool, verifyLedger } from '../../src/kernel/index.ts';
import { assembleKernel, assembleWeb } from '../../src/program.ts';
import { type ReplayResult, replay } from '../../src/replay/index.ts';

const DATABASE = 'figures';
const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Whether a page of figures has a row that names the figure and shows its value and both sides of its fraction. */
function isShown(page: string, { id, value, numerator, denominator }: ReplayResult['figures'][number]): boolean {
  const row = page.split('<tr').find((part) => part.includes(`（${id}）`)) ?? '';
  return [value, numerator, denominator].every((part) => part === null || row.includes(part));
}

async function check(dataDir: string): Promise<readonly string[]> {
  const server = await startEmbedded({ dataDir, durable: false, log: say });
  const admin = openPool({ url: server.superuserUrl, role: 'postgres', max: 1 });
  await admin.query(`create database ${DATABASE}`);
  await admin.end();
  await migrate(server.url(DATABASE));
  const pool = openPool({ url: server.url(DATABASE), max: 16 });
  try {
    const config = readConfig({ DATA_DIR: dataDir });
    const kernel = await assembleKernel({ pool }, config);
    await kernel.pool.query(`select kernel.ensure_entry_partition(now()::date)`);
    await seedFirstStart(kernel, say);
    const result = await replay(kernel, { year: 2025, scale: 1 }, say);
    const faults = result.figures.flatMap(({ id, value, reported, agrees }) =>
      agrees === false ? [`${id}: ${value}, reported ${reported}`] : [],
    );
    faults.push(
      ...result.vectors.flatMap((vector) => (vector.ok ? [] : [`${vector.id} ${vector.case}: ${vector.value}`])),
    );
    const { web } = await assembleWeb(kernel, config, noLog);
    for (const url of new Set(result.figures.map((figure) => figure.url))) {
      const { statusCode, body } = await web.inject(url);
      const missing = result.figures.filter((figure) => figure.url === url && !isShown(body, figure));
      faults.push(...missing.map(({ id }) => `${id}: not as answered on ${url} (${statusCode})`));
    }
    await web.close();
    const ledger = await verifyLedger(kernel);
    faults.push(...ledger.faults.map(({ matter, seq, fault }) => `${matter}/${seq}: ${fault}`));
    say(
      `${result.steps} steps in ${result.seconds} s; ${ledger.entries} entries of ${ledger.matters} matters verified`,
    );
    return faults;
  } finally {
    await pool.end();
    await server.stop();
  }
}

const dataDir = await mkdtemp(join(tmpdir(), 'mt-figures-'));
try {
  const faults = await check(dataDir);
  for (const fault of faults) say(fault);
  say(faults.length === 0 ? 'every figure is as reported' : `${faults.length} differ`);
  process.exitCode = faults.length === 0 ? 0 : 1;
} finally {
  await rm(dataDir, { recursive: true, force: true });
}
