/** An import that is killed on its way, by the only signal nobody hears: `half-way.ts URL DATA_DIR FOLDER MAPPING PAGES`. */
import { identityModule } from '../../../identity/index.ts';
import { createKernel, openPool } from '../../../kernel/index.ts';
import { disclosureModule } from '../../index.ts';
import { importSite } from '../import-site.ts';
import { Mapping } from '../mapping.ts';
import { folderSource } from '../sources.ts';

const [url = '', dataDir = '', folder = '', written = '', pages = ''] = process.argv.slice(2);
const mapping = Mapping.parse(JSON.parse(written));
const source = folderSource(folder, mapping.base);
const pool = openPool({ url, max: 4 });
const kernel = await createKernel({
  pool,
  dataDir,
  modules: [identityModule, disclosureModule],
  now: () => new Date('2026-11-23T10:00:00+08:00'),
});
let left = Number(pages);
await importSite(
  kernel,
  {
    ...source,
    fetch: async (address) => {
      left -= 1;
      if (left < 0) {
        // The batch before is on its way to the database at this moment.
        process.kill(process.pid, 'SIGKILL');
        await new Promise(() => undefined);
      }
      return source.fetch(address);
    },
  },
  mapping,
);
