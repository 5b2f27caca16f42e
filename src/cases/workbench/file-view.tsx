import { Dialog } from '../../workbench/kit/dialog.tsx';
import { words } from './text.ts';

/** Pictures are shown in the page; everything else in a window of its own, where nothing of ours runs. */
export const isPicture = (mediaType: string): boolean => /^image\/(?:png|jpeg|gif|webp)$/u.test(mediaType);

export const FileView = ({
  url,
  name,
  onClose,
}: {
  readonly url: string;
  readonly name: string;
  readonly onClose: () => void;
}) => (
  <Dialog title={name} wide onClose={onClose}>
    <a href={url} target="_blank" rel="noreferrer">
      {words.materials.open}
    </a>
    <img className="picture" src={url} alt={name} />
  </Dialog>
);
