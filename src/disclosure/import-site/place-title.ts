import { partName } from '../../screening/index.ts';

/** `名单.doc WordDocument#comments` in words: the part is what stands behind the last ending of a file. */
export const placeTitle = (place: string): string => {
  const [, file = place, part = ''] = /^(.*?\.\w{1,5}) (.+)$/su.exec(place) ?? [];
  const title = part === '' || part === 'text' ? '' : partName(part);
  return title === '' ? file : `${file}（${title}）`;
};
