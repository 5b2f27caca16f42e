import { writtenMoment } from './on-day.tsx';
import type { Site } from './site.tsx';

/** Tags of a list page. */
export type ColumnTags = {
  readonly name: string;
  readonly description: string;
  readonly keywords: string;
  readonly type: string;
};

/** Tags of an article page; it must have the tags of its column too. */
export type ArticleTags = {
  readonly title: string;
  readonly publishedAt: Date;
  readonly source: string;
  readonly keywords?: string | undefined;
  readonly author?: string | undefined;
  readonly description?: string | undefined;
  readonly image?: string | undefined;
  readonly url?: string | undefined;
};

/**
 * The tags by which inspectors and search engines read government pages; names are case-sensitive, none is empty.
 *
 * @law 国办发〔2017〕47号 政府网站发展指引 附件 网页设计规范
 */
export const PageTags = (props: {
  readonly site: Site;
  readonly column?: ColumnTags | undefined;
  readonly article?: ArticleTags | undefined;
}) => {
  const { site, column, article } = props;
  const tags: readonly (readonly [string, string | undefined])[] = [
    ['SiteName', site.name],
    ['SiteDomain', site.domain],
    ['SiteIDCode', site.idCode],
    ['ColumnName', column?.name],
    ['ColumnDescription', column?.description],
    ['ColumnKeywords', column?.keywords],
    ['ColumnType', column?.type],
    ['ArticleTitle', article?.title],
    ['PubDate', article && writtenMoment(article.publishedAt)],
    ['ContentSource', article?.source],
    ['Keywords', article?.keywords],
    ['Author', article?.author],
    ['Description', article?.description],
    ['Image', article?.image],
    ['Url', article?.url],
  ];
  return tags.flatMap(([name, content]) =>
    content === undefined || content.trim() === '' ? [] : [<meta key={name} name={name} content={content} />],
  );
};
