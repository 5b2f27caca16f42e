const SITE = ['SiteName', 'SiteDomain', 'SiteIDCode'] as const;
const COLUMN = ['ColumnName', 'ColumnDescription', 'ColumnKeywords', 'ColumnType'] as const;
const ARTICLE = ['ArticleTitle', 'PubDate', 'ContentSource'] as const;

const TAG = /<meta name="([A-Z]\w+)" content="([^"]*)"/gu;

/** Tags that a page of its kind has to have and has not, or has empty. @law 国办发〔2017〕47号 附件 网页设计规范 */
export function missingTags(html: string, kind: string): readonly string[] {
  const found = new Map([...html.matchAll(TAG)].map(([, name = '', content = '']) => [name, content.trim()]));
  const wanted = [
    ...SITE,
    ...(kind === 'column' || kind === 'article' ? COLUMN : []),
    ...(kind === 'article' ? ARTICLE : []),
  ];
  const missing = wanted.filter((name) => (found.get(name) ?? '') === '');
  const date = found.get('PubDate');
  const isWrong = date !== undefined && date !== '' && !/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/u.test(date);
  return isWrong ? [...missing, 'PubDate'] : missing;
}

/** What has to stand at the foot of every page, by the words or the address it is known by. */
const FOOT: readonly (readonly [name: string, mark: RegExp])[] = [
  ['党政机关网站标识', /bszs\.conac\.cn|党政机关/u],
  ['我为政府网站找错', /href="\/report-error/u],
  ['网站标识码', /网站标识码：(?:\d{10}|bm\d{8})/u],
  ['ICP备案号', /ICP备/u],
  ['公安备案标识', /公网安备/u],
  ['站点地图', /href="[^"]*\/?sitemap/u],
  ['主办单位', /主办单位：[^<\s]/u],
  ['联系方式', /联系(?:方式|电话)：[^<\s]/u],
];

/** Elements of the foot that a page has not. @law 国办发〔2017〕47号 附件 网页设计规范 */
export function missingElements(html: string): readonly string[] {
  const foot = html.slice(html.lastIndexOf('<footer'));
  return FOOT.filter(([, mark]) => !mark.test(foot)).map(([name]) => name);
}
