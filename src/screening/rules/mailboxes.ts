import type { Take } from './digits.ts';
import { ownerOf } from './owner.ts';
import type { Page } from './page.ts';
import { MAIL_TO, OFFICE_MAIL, PRIVATE_MAIL } from './words.ts';

const OFFICE_NAMES =
  /^(?:info|service|services|office|admin|webmaster|contact|hr|kefu|support|mail|post|zwgk|xxgk|bgs|jubao|sales|press|media|noreply|no-reply|help|zhaopin|zhaobiao|cg|zfcg|rsc|rsk|xxzx|zhb)\d{0,4}$|z[wf]gk|xxgk|xinfang/iu;

/** The mailbox around an @ that is not an office's. */
export function takeMailbox(page: Page, at: number, take: Take): void {
  const { text } = page;
  const local = /[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}$/u.exec(text.slice(Math.max(0, at - 64), at))?.[0];
  const domain = /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}\.)+[A-Za-z]{2,10}/u.exec(text.slice(at + 1, at + 130))?.[0];
  if (!local || !domain || /(?:^|\.)(?:gov|mil)\.cn$|\.gov$/iu.test(domain)) return;
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
