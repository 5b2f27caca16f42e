import pg from 'pg';
import type { Config } from '../config.ts';
import { databaseFolder, openPlace } from '../database.ts';
import {
  backupFindings,
  type Finding,
  faultOf,
  type Kernel,
  openPool,
  openPublicPool,
  Refusal,
  sentencesOf,
  wrong,
} from '../kernel/index.ts';
import { modules } from '../modules.ts';
import { assembleKernel } from '../program.ts';
import { dataFolderFindings } from './data-folder.ts';
import { diagnoseFiles, diagnoseScans, passwordListFindings } from './files.ts';
import { machineFindings, readMachine } from './machine.ts';
import { demoFindings, peopleFindings } from './people.ts';
import { partitionFindings, roleFindings, schemaFindings, triggerFindings } from './schema.ts';
import { fileFindings, keyMissingFinding, keyRefused, keyState, sealFindings } from './sealed.ts';
import { readServer, serverFindings } from './server.ts';
import { addressFindings, isPublic, portFindings, serviceFindings, visitFindings } from './surroundings.ts';
import { databaseText as text } from './text-database.ts';
import { calendarFindings, readTime, timeFindings } from './time.ts';
import { visitorFindings } from './visitor.ts';

/** Connections that one copy of the program opens at most, and those it needs besides. */
const POOL = 17;

/**
 * Looks at everything the program needs, and says the mend of what is not right. Changes nothing: it does not migrate,
 * makes no key, and asks the public address only what a visitor would. (A data folder and an embedded database that
 * are not there yet are made.)
 */
export async function diagnose(config: Config, now = new Date()): Promise<readonly Finding[]> {
  const folder = await dataFolderFindings(config, now);
  if (folder.some(({ code }) => code === 'data/not-writable')) return folder;
  const machine = await readMachine(config.dataDir);
  return [
    ...machineFindings(machine, isPublic(config)),
    ...folder,
    ...(await diagnoseFiles(config)),
    ...(await passwordListFindings(config)),
    ...addressFindings(config),
    ...(await portFindings(config, machine.uid)),
    ...(await visitFindings(config)),
    ...(await serviceFindings(config)),
    ...(await databaseFindings(config, now)),
  ];
}

async function databaseFindings(config: Config, now: Date): Promise<readonly Finding[]> {
  const place = await openPlace(config, () => undefined, true).catch((error: unknown) => error);
  if (!isPlace(place)) return [away(place)];
  const owner = new pg.Pool({ connectionString: place.url, max: 1, connectionTimeoutMillis: 10_000 });
  owner.on('error', () => undefined);
  const pool = openPool({ url: place.url, max: 2, name: 'mingtang-doctor' });
  const visitor = openPublicPool({ url: place.publicUrl, max: 1 });
  try {
    return await lookInside(config, { owner, pool, visitor }, now);
  } catch (error) {
    return [away(error)];
  } finally {
    await Promise.all([owner.end(), pool.end(), visitor.end()]);
    await place.stop();
  }
}

type Pools = { readonly owner: pg.Pool; readonly pool: pg.Pool; readonly visitor: pg.Pool };

async function lookInside(config: Config, { owner, pool, visitor }: Pools, now: Date): Promise<readonly Finding[]> {
  const { state, findings } = await schemaFindings(owner);
  const server = await readServer(owner, {
    embedded: config.databaseUrl === null,
    wanted: state === 'current' ? await wantedConnections(owner) : POOL,
    folder: config.databaseUrl === null ? databaseFolder(config) : await folderOfServer(owner),
  });
  const all = [...serverFindings(server), ...findings];
  if (state !== 'current') return all;
  all.push(...(await roleFindings(pool)), ...(await triggerFindings(owner)), ...(await partitionFindings(owner, now)));
  all.push(...(await visitorFindings(visitor, owner, { isPublic: isPublic(config) })));
  all.push(...timeFindings(await readTime(pool, now)), ...(await calendarFindings(pool, now)));
  const keys = await keyState(owner, config);
  if (keys === 'missing') return [...all, keyMissingFinding];
  // Nobody has started the program on this database yet: there is nothing more to look at, and no key is made here.
  if (keys === 'none') return all;
  const kernel = await assembleKernel({ pool }, config, () => now).catch(refusedKeys);
  if ('code' in kernel) return [...all, kernel];
  all.push(...(await sealFindings(kernel)), ...(await fileFindings(kernel)));
  const city = isPublic(config);
  all.push(...(await peopleFindings(kernel, now, { isPublic: city })), ...(await demoFindings(kernel, city)));
  all.push(...(await diagnoseScans(pool)), ...(await backupFindings(config.backup, pool, now)));
  return [...all, ...(await moduleFindings(kernel, now))];
}

/** @throws whatever is no refusal of the keys */
function refusedKeys(error: unknown): Finding {
  if (!(error instanceof Refusal && error.code.startsWith('keys/'))) throw error;
  return keyRefused(sentencesOf(modules)(error.code, error.details));
}

/** What the modules themselves look at; backups have been looked at with what is set up for them. */
async function moduleFindings(kernel: Kernel, now: Date): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const check of modules.flatMap((module) => module.checks ?? []).filter(({ area }) => area !== 'backup'))
    findings.push(...(await check.look(kernel, now)));
  return findings;
}

async function wantedConnections(owner: pg.Pool): Promise<number> {
  const { rows } = await owner.query<{ n: number }>(
    `select count(*)::int as n from operations.process where seen_at > now() - interval '1 minute'`,
  );
  return POOL * Math.max(1, rows[0]?.n ?? 1);
}

/** Where the server keeps its data, if it is on this machine and lets us know. */
const folderOfServer = (owner: pg.Pool): Promise<string | null> =>
  owner
    .query<{ folder: string | null; local: boolean }>(
      `select current_setting('data_directory', true) as folder,
              inet_server_addr() is null or inet_server_addr() <<= '127.0.0.0/8' as local`,
    )
    .then(
      ({ rows }) => (rows[0]?.local ? rows[0].folder : null),
      () => null,
    );

function isPlace(value: unknown): value is Awaited<ReturnType<typeof openPlace>> {
  return typeof value === 'object' && value !== null && 'url' in value;
}

function away(error: unknown): Finding {
  const reason = error instanceof Refusal ? sentencesOf(modules)(error.code, error.details) : faultOf(error).message;
  return wrong('database/away', text.noDatabase(reason), text.noDatabaseMend);
}
