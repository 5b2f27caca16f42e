import type { Link } from './link.ts';
import { text } from './text.ts';

/** What every page of one site has in common. What is absent is not shown. */
export type Site = {
  readonly name: string;
  /** A short line under the name. */
  readonly motto?: string | undefined;
  readonly domain?: string | undefined;
  /** 网站标识码, ten characters. */
  readonly idCode?: string | undefined;
  readonly nav: readonly Link[];
  /** Where its front page is; `/` unless said. */
  readonly homeHref?: string | undefined;
  /** Other forms of what is newest here. */
  readonly feeds?: readonly { readonly href: string; readonly type: string; readonly title: string }[] | undefined;
  readonly searchHref?: string | undefined;
  readonly preferencesHref?: string | undefined;
  readonly organiser?: string | undefined;
  readonly undertaker?: string | undefined;
  readonly contact?: string | undefined;
  /** ICP备案号, links to the register. */
  readonly icp?: string | undefined;
  /** 公安备案号 with its record page. */
  readonly police?: Link | undefined;
  readonly sitemapHref?: string | undefined;
  readonly reportErrorHref?: string | undefined;
  /** The certificate behind 党政机关网站标识. */
  readonly badgeHref?: string | undefined;
  readonly footerLinks?: readonly Link[] | undefined;
};

const ICP_REGISTER = 'https://beian.miit.gov.cn/';
const words = text.footer;

/** The elements that a government site must carry at its foot. */
export const SiteFooter = ({ site }: { readonly site: Site }) => {
  const links: Link[] = [...(site.footerLinks ?? [])];
  if (site.sitemapHref !== undefined) links.push({ href: site.sitemapHref, title: words.sitemap });
  if (site.reportErrorHref !== undefined) links.push({ href: site.reportErrorHref, title: words.reportError });
  if (site.badgeHref !== undefined) links.push({ href: site.badgeHref, title: words.badge });
  return (
    <div className="measure">
      {links.length > 0 && (
        <ul aria-label={words.links}>
          {links.map(({ href, title }) => (
            <li key={href}>
              <a href={href}>{title}</a>
            </li>
          ))}
        </ul>
      )}
      <p>
        {site.organiser !== undefined && <span>{`${words.organiser}：${site.organiser}`}</span>}
        {site.undertaker !== undefined && <span>{`${words.undertaker}：${site.undertaker}`}</span>}
        {site.contact !== undefined && <span>{`${words.contact}：${site.contact}`}</span>}
      </p>
      <p>
        {site.idCode !== undefined && <span>{`${words.idCode}：${site.idCode}`}</span>}
        {site.icp !== undefined && (
          <span>
            <a href={ICP_REGISTER}>{site.icp}</a>
          </span>
        )}
        {site.police !== undefined && (
          <span>
            <a href={site.police.href}>{site.police.title}</a>
          </span>
        )}
      </p>
    </div>
  );
};
