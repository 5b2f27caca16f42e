// A picture of a draft is not public yet: while it is written it is shown from the draft, and kept under the address that
// it will have.

const KEPT = /\/content\/files\/([0-9a-f-]{36})\/([^"'\s?#]*)/gu;
const SHOWN = /\/api\/disclosure\/publications\/\d+\/files\/([0-9a-f-]{36})\?show=1#([^"'\s]*)/gu;

/** The same address as its draft shows it. */
export const shownAddress = (src: string, id: number): string =>
  src.replace(
    KEPT,
    (_, file: string, name: string) => `/api/disclosure/publications/${id}/files/${file}?show=1#${name}`,
  );

/** HTML as it is kept. */
export const keptHtml = (html: string): string =>
  html.replace(SHOWN, (_, file: string, name: string) => `/content/files/${file}/${name}`);
