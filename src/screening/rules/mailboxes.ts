import { ownerOf } from './owner.ts';
import type { Page } from './page.ts';
import type { Take } from './runs.ts';
import { signs } from './signs.ts';
import { MAIL_TO, OFFICE_MAIL, PRIVATE_MAIL } from './words.ts';

const OFFICE_NAMES =
  /^(?:info|service|services|office|admin|webmaster|contact|hr|kefu|support|mail|post|zwgk|xxgk|bgs|jubao|sales|press|media|noreply|no-reply|help|zhaopin|zhaobiao|cg|zfcg|rsc|rsk|xxzx|zhb)\d{0,4}$|z[wf]gk|xxgk|xinfang/iu;

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const OF_LOCAL = signs(`${LETTERS}${LETTERS.toUpperCase()}0123456789._%+-`);
const BEGINS_LOCAL = signs(`${LETTERS}${LETTERS.toUpperCase()}0123456789`);

/** What stands before an @ and may be of a mailbox. */
function localBefore(text: string, at: number): string {
  let start = at;
  while (start > 0 && at - start < 64 && OF_LOCAL[text.charCodeAt(start - 1)] === 1) start -= 1;
  while (start < at && BEGINS_LOCAL[text.charCodeAt(start)] !== 1) start += 1;
  return text.slice(start, at);
}

/** The mailbox around an @ that is not an office's. */
export function takeMailbox(page: Page, at: number, take: Take): void {
  const { text } = page;
  const domain = /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}\.)+[A-Za-z]{2,10}/u.exec(text.slice(at + 1, at + 130))?.[0];
  const local = domain === undefined ? '' : localBefore(text, at);
  if (local === '' || domain === undefined || /(?:^|\.)(?:gov|mil)\.cn$|\.gov$/iu.test(domain)) return;
  const start = at - local.length;
  const column = page.columnAt(start);
  const label = column === '' ? page.before(start, 40) : column;
  if (OFFICE_MAIL.test(label) || MAIL_TO.test(label)) return;
  if (!PRIVATE_MAIL.test(label)) {
    if (OFFICE_NAMES.test(local) || /\/\/[^\s]*$/u.test(page.before(start, 80))) return;
    if (ownerOf(page, start) === 'organ') return;
  }
  take('email', start, at + 1 + domain.length);
}
