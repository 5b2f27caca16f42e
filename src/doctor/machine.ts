import { existsSync, statfsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { freemem, totalmem } from 'node:os';
import { join } from 'node:path';
import { type Finding, ok, packageRoot, warning, wrong } from '../kernel/index.ts';
import { machineText as text } from './text-machine.ts';

/** What the program stands on. */
export type MachineFacts = {
  readonly node: string;
  /** The user's number; 0 is root. */
  readonly uid: number;
  readonly umask: number;
  /** Files and sockets one process may hold open; null when the system does not say. */
  readonly openFiles: number | null;
  /** What the process may use, by machine or container. */
  readonly memoryBytes: number;
  readonly freeMemoryBytes: number;
  /** How often the system has ended a process of this group for want of memory. */
  readonly outOfMemory: number;
  /** Hours that Node takes Asia/Shanghai to be ahead of UTC. */
  readonly shanghaiOffset: number;
  /** Chinese words in the order that Node's rules for zh give. */
  readonly chineseOrder: string;
  readonly missingFonts: readonly string[];
  readonly disk: Disk;
  readonly processors: number;
};

export type Disk = {
  readonly freeBytes: number;
  readonly totalBytes: number;
  readonly freeFiles: number;
  readonly totalFiles: number;
};

const MIN_NODE = [22, 18] as const;
const MIN_OPEN_FILES = 4096;
const MIN_MEMORY = 2 ** 30;
const LOW_DISK_BYTES = 2 * 2 ** 30;
const LOW_SHARE = 0.05;
const FONTS = ['noto-serif-sc/400Regular', 'noto-serif-sc/700Bold', 'noto-sans-sc/400Regular', 'noto-sans-sc/700Bold'];

export async function readMachine(dataDir: string): Promise<MachineFacts> {
  const fonts = join(packageRoot, 'node_modules/@expo-google-fonts');
  return {
    node: process.versions.node,
    uid: process.getuid?.() ?? -1,
    umask: process.umask(),
    openFiles: openFilesIn(await readFile('/proc/self/limits', 'utf8').catch(() => '')),
    memoryBytes: Math.min(totalmem(), process.constrainedMemory() || totalmem()),
    freeMemoryBytes: Math.min(freemem(), process.availableMemory()),
    outOfMemory: killsIn(await readFile('/sys/fs/cgroup/memory.events', 'utf8').catch(() => '')),
    shanghaiOffset: offsetOf('Asia/Shanghai'),
    chineseOrder: ['张', '安', '李'].toSorted(new Intl.Collator('zh').compare).join(''),
    missingFonts: FONTS.filter((folder) => !existsSync(join(fonts, folder))),
    disk: diskAt(dataDir),
    processors: navigator.hardwareConcurrency,
  };
}

export function diskAt(path: string): Disk {
  const { bavail, blocks, bsize, ffree, files } = statfsSync(path);
  return { freeBytes: bavail * bsize, totalBytes: blocks * bsize, freeFiles: ffree, totalFiles: files };
}

/** The soft limit in `/proc/self/limits`. */
export function openFilesIn(limits: string): number | null {
  const soft = /^Max open files\s+(\S+)/mu.exec(limits)?.[1];
  if (soft === undefined) return null;
  return soft === 'unlimited' ? Number.POSITIVE_INFINITY : Number(soft);
}

const killsIn = (events: string): number => Number(/^oom_kill (\d+)/mu.exec(events)?.[1] ?? 0);

function offsetOf(zone: string): number {
  try {
    const hour = new Intl.DateTimeFormat('en', { timeZone: zone, hour: 'numeric', hourCycle: 'h23' });
    return Number(hour.format(new Date('2026-01-01T00:00:00Z')));
  } catch {
    return Number.NaN;
  }
}

/** Whether the machine is fit, and what mends it. @param isPublic others can reach the city here */
export function machineFindings(facts: MachineFacts, isPublic: boolean): readonly Finding[] {
  const [major = 0, minor = 0] = facts.node.split('.').map(Number);
  const isNodeGood = major > MIN_NODE[0] || (major === MIN_NODE[0] && minor >= MIN_NODE[1]);
  const findings = [
    isNodeGood
      ? ok('machine/node', text.node(facts.node))
      : wrong('machine/node-too-old', text.node(facts.node), text.nodeMend),
    ...diskFindings(facts.disk, text.dataDisk),
  ];
  if (facts.uid === 0 && isPublic) findings.push(warning('machine/root', text.root, text.rootMend));
  if ((facts.umask & 0o022) !== 0o022) findings.push(warning('machine/umask', text.umask(facts.umask), text.umaskMend));
  if (facts.openFiles !== null && facts.openFiles < MIN_OPEN_FILES)
    findings.push(warning('machine/open-files', text.openFiles(facts.openFiles), text.openFilesMend));
  if (facts.memoryBytes < MIN_MEMORY)
    findings.push(warning('machine/memory', text.memory(megabytes(facts.memoryBytes)), text.memoryMend));
  else if (facts.freeMemoryBytes < facts.memoryBytes * LOW_SHARE)
    findings.push(warning('machine/memory-full', text.memoryFull(megabytes(facts.freeMemoryBytes)), text.memoryMend));
  if (facts.outOfMemory > 0)
    findings.push(warning('machine/out-of-memory', text.outOfMemory(facts.outOfMemory), text.memoryMend));
  if (facts.shanghaiOffset !== 8) findings.push(wrong('machine/time-zones', text.zones, text.zonesMend));
  if (facts.chineseOrder !== '安李张') findings.push(wrong('machine/locale', text.locale, text.zonesMend));
  if (facts.missingFonts.length > 0)
    findings.push(wrong('machine/fonts', text.fonts(facts.missingFonts.join('、')), text.fontsMend));
  return findings;
}

const megabytes = (bytes: number): number => Math.floor(bytes / 2 ** 20);

/** Room on a disk, in bytes and in files. */
export function diskFindings(disk: Disk, name: string): readonly Finding[] {
  const findings: Finding[] = [];
  const isLow = disk.freeBytes < LOW_DISK_BYTES || disk.freeBytes < disk.totalBytes * LOW_SHARE;
  if (isLow) findings.push(warning('disk/low', text.diskLow(name, megabytes(disk.freeBytes)), text.diskMend));
  // Some file systems make files as they are needed and count none.
  if (disk.totalFiles > 0 && disk.freeFiles < disk.totalFiles * LOW_SHARE)
    findings.push(warning('disk/files-low', text.filesLow(name, disk.freeFiles), text.filesLowMend));
  return findings.length > 0 ? findings : [ok('disk/room', text.disk(name, megabytes(disk.freeBytes)))];
}
