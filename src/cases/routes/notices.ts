import type { Kernel, Web } from '../../kernel/index.ts';

/** What the city has told a person, newest first, and which of it is unread. */
export function noticeRoutes(_web: Web, _kernel: Kernel): void {}
