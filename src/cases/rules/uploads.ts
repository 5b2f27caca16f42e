import type { FormDefinition, FormError, FormValues } from '../../kernel/form/index.ts';
import type { Uploads } from '../repo/drafts.ts';
import { text } from '../text.ts';
import { FORM_KEY, type Wanted } from './checklist.ts';

/** Whether a material is handed in on line: not what the city looks up itself, nor what has to come on paper. */
export const isUploadable = ({ key, source, form }: Wanted): boolean =>
  key !== FORM_KEY && source !== 'shared' && form !== 'paper';

/** Whether an application cannot be submitted on line without it. */
export const mustBeUploaded = (line: Wanted): boolean => isUploadable(line) && line.required && !line.deferrable;

export const UPLOAD_STEP = 'materials';
const ACCEPT = ['.pdf', '.jpg', '.jpeg', '.png', '.docx'];
export const MOST_MEGABYTES = 10;

/** The name of a material's place in the page: keys of materials may hold hyphens, names of inputs may not. */
export const slotOf = (key: string): string =>
  `file${[...key].map((c) => (/[A-Za-z0-9]/u.test(c) ? c : 'Z')).join('')}`;

/** The list of materials as a form with a place for each file, so that it is shown and read as any other step. */
export function uploadForm(lines: readonly Wanted[]): FormDefinition {
  const places = lines.filter(isUploadable);
  return {
    id: 'materials',
    version: 1,
    title: text.uploads.title,
    schema: {
      type: 'object',
      properties: Object.fromEntries(places.map(({ key }) => [slotOf(key), { type: 'string', maxLength: 64 }])),
      required: places.filter(mustBeUploaded).map(({ key }) => slotOf(key)),
    },
    steps: [
      {
        key: UPLOAD_STEP,
        title: text.uploads.title,
        intro: text.uploads.intro,
        fields: places.map((line) => ({
          key: slotOf(line.key),
          label: line.name,
          widget: 'file',
          accept: ACCEPT,
          maxMegabytes: MOST_MEGABYTES,
          ...(helpOf(line) === '' ? {} : { help: helpOf(line) }),
        })),
      },
    ],
  };
}

const helpOf = (line: Wanted): string =>
  [line.note ?? '', line.deferrable ? text.uploads.deferrable : ''].filter((part) => part !== '').join('');

/** Uploads by the names of their places. */
export const slotsOf = (lines: readonly Wanted[], uploads: Uploads): FormValues =>
  Object.fromEntries(lines.flatMap(({ key }) => (uploads[key] === undefined ? [] : [[slotOf(key), uploads[key]]])));

/** The material whose place has this name. */
export const lineAtSlot = (lines: readonly Wanted[], slot: string): Wanted | undefined =>
  lines.find((line) => isUploadable(line) && slotOf(line.key) === slot);

/** What still has to be uploaded before the application can be sent. */
export const missingUploads = (lines: readonly Wanted[], uploads: Uploads): readonly FormError[] =>
  lines
    .filter((line) => mustBeUploaded(line) && uploads[line.key] === undefined)
    .map(({ key, name }) => ({
      path: slotOf(key),
      code: 'required-file',
      label: name,
      message: text.uploads.missing(name),
    }));
