import { demoSources } from '../../demo-city/index.ts';
import type { Kernel } from '../../kernel/index.ts';
import { writeContent } from '../editor/content/write.ts';
import { textContent } from '../editor/convert/text.ts';
import { importSite } from './import-site.ts';
import { Mapping } from './mapping.ts';
import type { ImportReport } from './report.ts';
import type { SiteSource } from './sources.ts';
import { importText } from './text.ts';

const PLANS = { node: 'ML.3.03.05', genre: 'plan' } as const;

/** The documents of the demo city's former site come in as those of any site do, screening included. */
export async function importDemoSources(kernel: Kernel): Promise<ImportReport> {
  const { base, pages } = await demoSources();
  const html = new Map(
    pages.map((page) => [new URL(page.file.replace('.txt', '.html'), base).href, Buffer.from(htmlOf(page))]),
  );
  const source: SiteSource = {
    addresses: async function* () {
      yield* html.keys();
    },
    fetch: async (address) => {
      const bytes = html.get(address);
      return bytes ? { bytes, charset: 'utf-8' } : { missing: 'not-there' };
    },
  };
  const mapping = Mapping.parse({ site: importText.demoSite, base, agency: '590900-ZFB', usual: PLANS });
  return importSite(kernel, source, mapping);
}

type Page = Awaited<ReturnType<typeof demoSources>>['pages'][number];

/** As the former site had it: the national tags, and the text in its element. */
function htmlOf({ title, publishedAt, column, source, words }: Page): string {
  const tag = (name: string, content: string): string => `<meta name="${name}" content="${content}">`;
  const tags = [
    tag('ArticleTitle', title),
    tag('PubDate', publishedAt),
    tag('ContentSource', source),
    tag('ColumnName', column),
  ];
  const { blocks } = textContent(words);
  return `<html><head>${tags.join('')}</head><body><div id="zoom">${writeContent(blocks)}</div></body></html>`;
}
