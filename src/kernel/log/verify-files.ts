import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Faults } from './fault.ts';
import { isCode, readStatic } from './files.ts';
import { HASH_BYTES, parseTilePath, TILE_WIDTH, type Tile, tilePath, widthIn } from './tiles.ts';

/** Holds tiles on the disk against the bytes they must have. */
export type TileCheck = {
  /** @param bytes of the tile as wide as it is in the log; narrower ones on the disk must be how it begins */
  readonly compare: (tile: Pick<Tile, 'level' | 'index'>, bytes: Buffer) => Promise<void>;
  /** Names files that belong to no tile of the log. Answers how many belong. */
  readonly finish: () => number;
};

/** An entry stands in its bundle behind two bytes of length. */
export const ENTRY_BYTES = HASH_BYTES + 2;

const keyOf = ({ level, index }: Pick<Tile, 'level' | 'index'>): string => `${level}/${index}`;

/** @param size of the checkpoint on the disk: the files must be complete for it */
export async function tileCheck(folder: string, size: number, faults: Faults): Promise<TileCheck> {
  const onDisk = new Map<string, Tile[]>();
  for (const path of await filesBelow(join(folder, 'tile'))) {
    const tile = parseTilePath(`tile/${path}`);
    // What a cut off publication left behind is nobody's tile, and is never served.
    if (!tile) {
      if (!path.endsWith('.draft')) faults.add('tile-unexpected', `tile/${path}`);
    } else onDisk.set(keyOf(tile), [...(onDisk.get(keyOf(tile)) ?? []), tile]);
  }
  let seen = 0;
  const beyond = (tile: Tile): void => {
    if (tile.width > widthIn(size, tile)) faults.add('tile-unexpected', tilePath(tile));
  };
  return {
    compare: async (tile, bytes) => {
      const key = keyOf(tile);
      const found = onDisk.get(key) ?? [];
      onDisk.delete(key);
      const perHash = tile.level === 'entries' ? ENTRY_BYTES : HASH_BYTES;
      for (const file of found) {
        seen += 1;
        const expected = bytes.subarray(0, file.width * perHash);
        // That leaves are missing which were signed is told of the log, not of each file.
        if (expected.length < file.width * perHash) beyond(file);
        else if (!(await readStatic(folder, tilePath(file)))?.equals(expected))
          faults.add('tile-changed', tilePath(file));
      }
      const width = widthIn(size, tile);
      if (width > 0 && !found.some((file) => file.width === width || file.width === TILE_WIDTH))
        faults.add('tile-missing', tilePath({ ...tile, width }));
    },
    finish: () => {
      for (const tile of [...onDisk.values()].flat()) beyond(tile);
      return seen;
    },
  };
}

async function filesBelow(folder: string): Promise<readonly string[]> {
  try {
    const found = await readdir(folder, { recursive: true, withFileTypes: true });
    return found
      .filter((file) => !file.isDirectory())
      .map((file) => relative(folder, join(file.parentPath, file.name)));
  } catch (error) {
    if (isCode(error, 'ENOENT')) return [];
    throw error;
  }
}
