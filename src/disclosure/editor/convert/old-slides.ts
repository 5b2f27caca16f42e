import { readCompound, readSlides } from '../../../kernel/old-office/index.ts';
import type { Block } from '../content/nodes.ts';
import { textRun } from '../content/runs.ts';
import { slideHeading } from '../text.ts';
import type { Converted } from './converted.ts';

const MOST_SLIDES = 2000;

/** Old slides as content, one after the other under their titles. Slides that are not shown and notes stay where they are. */
export function slidesContent(bytes: Buffer): Converted {
  const slides = readSlides(readCompound(bytes))?.slides();
  if (!slides) throw new Error('no slides');
  if (slides.length > MOST_SLIDES) throw new RangeError('too many slides');
  const shown = slides.filter(({ isHidden }) => !isHidden);
  const hidden = slides.length - shown.length;
  return {
    blocks: shown.flatMap(({ texts }, at): readonly Block[] => {
      const title = texts
        .filter(({ isTitle }) => isTitle)
        .map(({ text }) => text.replace(/\s+/gu, ' ').trim())
        .join(' ');
      const lines = texts.filter(({ isTitle }) => !isTitle).flatMap(({ text }) => text.split('\n'));
      const blocks = lines.map((line) => line.trim()).filter((line) => line !== '');
      if (title === '' && blocks.length === 0) return [];
      return [
        { kind: 'heading', level: 2, runs: [textRun(slideHeading(at + 1, title), new Set(), null)] },
        ...blocks.map((line): Block => ({ kind: 'paragraph', side: 'left', runs: [textRun(line, new Set(), null)] })),
      ];
    }),
    images: [],
    notices: hidden > 0 ? [{ code: 'hidden-left', count: hidden }] : [],
  };
}
