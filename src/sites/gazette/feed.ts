import { escapeMarkup } from '../../kernel/markup.ts';
import { labelOf } from './operations.ts';
import type { Issued } from './repo.ts';
import { gazetteText } from './text.ts';

/** What stands behind the name of an issue that is not as it came out. */
export const markOf = ({ version, cancelledAt }: Pick<Issued, 'version' | 'cancelledAt'>): string =>
  cancelledAt !== null
    ? `（${gazetteText.cancelledMark}）`
    : version > 1
      ? `（${gazetteText.correctedMark(version)}）`
      : '';

/** The latest issues as RSS 2.0. */
export const gazetteRss = (origin: string, issues: readonly Issued[]): string =>
  [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>${gazetteText.title}</title>`,
    `<link>${escapeMarkup(`${origin}/gazette`)}</link><description>${gazetteText.intro}</description><language>zh-CN</language>`,
    `<atom:link rel="self" type="application/rss+xml" href="${escapeMarkup(`${origin}/gazette/rss.xml`)}"/>`,
    ...issues.map((issue) => {
      const link = escapeMarkup(`${origin}/gazette/${issue.id}`);
      const title = escapeMarkup(`${issue.name} ${labelOf(issue)}${markOf(issue)}`);
      // Another version is another entry to whoever follows.
      const guid = issue.version === 1 ? link : `${link}#v${issue.version}`;
      return `<item><title>${title}</title><link>${link}</link><guid>${guid}</guid><pubDate>${issue.issuedAt.toUTCString()}</pubDate></item>`;
    }),
    '</channel></rss>',
  ].join('');
