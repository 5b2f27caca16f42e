import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const out = join(import.meta.dirname, 'dist', 'workbench');

/** Compresses every built text file once, as hard as it goes, so that the server never has to. */
const compressed = (): Plugin => ({
  name: 'compressed',
  apply: 'build',
  closeBundle: async () => {
    const entries = await readdir(out, { recursive: true, withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      if (!entry.isFile() || !/\.(?:js|css|html|svg|json)$/u.test(entry.name)) continue;
      const file = join(entry.parentPath, entry.name);
      const plain = await readFile(file);
      await writeFile(
        `${file}.br`,
        await promisify(brotliCompress)(plain, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: plain.length } }),
      );
      await writeFile(`${file}.gz`, await promisify(gzip)(plain, { level: 9 }));
    }
  },
});

/** The workbench: one page, split by screen. The server of the program serves what this builds. */
export default defineConfig({
  root: join(import.meta.dirname, 'src', 'workbench'),
  base: '/workbench/',
  plugins: [react(), compressed()],
  build: {
    outDir: out,
    emptyOutDir: true,
    target: 'es2022',
    // Data addresses would need an exception in the content policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: { port: 5173, proxy: { '/api': process.env.MINGTANG_URL ?? 'http://localhost:3000' } },
});
