import { type Kernel, refuse } from '../../kernel/index.ts';
import { inSpecialColumn, specialColumns } from '../../sites/index.ts';
import type { Shown } from '../contract.ts';
import { findShown } from '../sources.ts';
import { compilationText } from '../text.ts';

/** A volume that can be printed and bound; what is more goes into the next. */
export const PER_VOLUME = 50;

type Compilation = {
  readonly key: string;
  readonly title: string;
  readonly count: number;
  readonly volumes: number;
};

/** The special columns of the city, with how many texts are in force and how many volumes they fill. */
export async function compilations(kernel: Kernel): Promise<readonly Compilation[]> {
  return (await specialColumns(kernel)).map((column) => ({ ...column, volumes: Math.ceil(column.count / PER_VOLUME) }));
}

/**
 * One volume of everything that is in force in a special column, by agency and day; nothing is chosen and nothing left out.
 *
 * @law 政务公开工作要点 (R-152: 政策文件汇编)
 * @throws Refusal boards/no-such-volume (404)
 */
export async function volumeOf(
  kernel: Kernel,
  key: string,
  volume: number,
  at: Date,
): Promise<{ readonly title: string; readonly subtitle: string; readonly articles: readonly Shown[] }> {
  const column = (await compilations(kernel)).find((one) => one.key === key);
  if (!column || volume > column.volumes) throw refuse('boards/no-such-volume', {}, 404);
  const indexes = await inSpecialColumn(kernel, key, { from: (volume - 1) * PER_VOLUME, most: PER_VOLUME });
  const articles: Shown[] = [];
  for (const ref of indexes) {
    // What was withdrawn between the two questions is not told.
    const shown = await findShown(kernel, { kind: 'publication', ref }, at);
    if (shown) articles.push(shown);
  }
  if (articles.length === 0) throw refuse('boards/no-such-volume', {}, 404);
  const { count, volumes } = column;
  return {
    title: compilationText.title(column.title, volume, volumes),
    subtitle: compilationText.subtitle(count, articles.length, volumes),
    articles,
  };
}
