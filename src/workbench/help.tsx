import { useState } from 'react';
import { singleKeysAreOn, switchSingleKeys } from './keys.ts';
import { Dialog } from './kit/dialog.tsx';
import { CheckField } from './kit/field.tsx';
import { text } from './text.ts';

/** The shortcuts, and the switch that turns them off. */
export function Help({ onClose }: { readonly onClose: () => void }) {
  const [on, setOn] = useState(singleKeysAreOn);
  const change = (next: boolean): void => {
    switchSingleKeys(next);
    setOn(next);
  };
  return (
    <Dialog title={text.help.title} onClose={onClose}>
      <dl className="facts">
        {Object.entries(text.help.keys).map(([key, meaning]) => [
          <dt key={`${key}-k`}>
            {key.split(' ').map((part) => (
              <kbd key={part}>{part}</kbd>
            ))}
          </dt>,
          <dd key={`${key}-m`}>{meaning}</dd>,
        ])}
      </dl>
      <CheckField label={text.help.single} value={on} onChange={change} />
      <p className="soft">{text.help.singleHint}</p>
    </Dialog>
  );
}
