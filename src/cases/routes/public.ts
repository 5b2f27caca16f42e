import type { Kernel, Web } from '../../kernel/index.ts';
import { applyRoutes } from './apply.ts';
import { discardRoutes } from './discard.ts';
import { draftRoutes } from './drafts.ts';
import { mineRoutes } from './mine.ts';
import { noticeRoutes } from './notices.ts';
import { verifyRoutes } from './verify.ts';

/** All public pages of this module: applying, one's own applications, what one was told, and checking documents. */
export function publicRoutes(web: Web, kernel: Kernel): void {
  applyRoutes(web, kernel);
  draftRoutes(web, kernel);
  discardRoutes(web, kernel);
  mineRoutes(web, kernel);
  noticeRoutes(web, kernel);
  verifyRoutes(web, kernel);
}
