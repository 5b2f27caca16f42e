import type { Kernel } from '../kernel/index.ts';
import type { Site as PageSite } from '../ui/index.ts';
import { type Cluster, clusterAtHand, clusterOf, PORTAL } from './cluster.ts';
import type { Site } from './contract.ts';

/** How long a page waits for the settings: longer, and it is shown as it was known. */
const PATIENCE_MS = 300;
/** Until they were read once there is nothing else to show: a program that has just started waits for its database. */
const FIRST_PATIENCE_MS = 3_000;
/** Where the register cannot be read, it is not asked again with every page. */
const PAUSE_MS = 5_000;

export type CitySite = {
  /** What stands at the head and the foot of each page that the program makes when it is asked for. */
  readonly current: () => PageSite;
  /** Reads the settings again when it is time to. Never fails: without a database the last known holds. */
  readonly look: () => Promise<void> | undefined;
};

/**
 * The city's own site with what its settings say: name, 网站标识码, ICP备案, 公安备案, organiser. Pages made by the program
 * (forms, search, refusals) carry the same elements as the published ones. A change is seen by this copy of the program
 * at once, by others within half a minute.
 *
 * @param own what stands when there are no settings: navigation, addresses, and a name until the city has its sites
 * @law 国办发〔2017〕47号 政府网站发展指引 附件 网页设计规范
 */
export function openCitySite(kernel: Pick<Kernel, 'published' | 'now'>, own: PageSite): CitySite {
  let shown = own;
  let from: Site | undefined;
  let isRead = false;
  let askAgainAt = 0;
  const take = ({ byKey }: Cluster): void => {
    isRead = true;
    const site = byKey.get(PORTAL);
    // The same object for the same settings: markup is kept by it.
    if (site === from) return;
    from = site;
    shown = site ? withSettings(own, site) : own;
  };
  const read = async (): Promise<void> => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<null>((resolve) => {
      timer = setTimeout(() => resolve(null), isRead ? PATIENCE_MS : FIRST_PATIENCE_MS);
    });
    const found = await Promise.race([clusterOf(kernel).catch(() => null), late]);
    clearTimeout(timer);
    if (found) take(found);
    else askAgainAt = performance.now() + PAUSE_MS;
  };
  return {
    current: () => shown,
    look: () => {
      const known = clusterAtHand(kernel);
      if (known) return void take(known);
      return performance.now() < askAgainAt ? undefined : read();
    },
  };
}

const withSettings = (own: PageSite, site: Site): PageSite => ({
  ...own,
  name: site.name,
  domain: site.domain,
  idCode: site.idCode,
  organiser: site.organiser,
  undertaker: site.undertaker ?? own.undertaker,
  contact: site.contact,
  icp: site.icp,
  police: site.police,
  badgeHref: site.badgeHref,
});
