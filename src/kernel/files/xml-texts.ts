import { SaxesParser } from 'saxes';

/** Every element that holds text alone, with the way to it: `/ListBucketResult/Contents/Key`. Nothing of what is no XML. */
export function textsOf(xml: string): readonly { readonly path: string; readonly text: string }[] {
  const found: { path: string; text: string }[] = [];
  const way: string[] = [];
  let text = '';
  const parser = new SaxesParser({ position: false });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentagstart', ({ name }) => {
    way.push(name);
    text = '';
  });
  parser.on('text', (part) => {
    text += part;
  });
  parser.on('closetag', () => {
    if (text.trim() !== '') found.push({ path: `/${way.join('/')}`, text: text.trim() });
    way.pop();
    text = '';
  });
  try {
    parser.write(xml).close();
  } catch {
    return [];
  }
  return found;
}
