import './disclosure.css';
import { nodesOf } from './rich-text.tsx';

/** A text as it will stand; nothing in it runs. With the number of its draft its pictures are shown. */
export const Html = ({ html, id }: { readonly html: string; readonly id?: number }) => (
  <div className="rich-text reading" ref={(place) => place?.replaceChildren(...nodesOf(html, id))} />
);
