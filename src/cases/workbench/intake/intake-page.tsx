import { urlOf } from '../../../workbench/call.ts';
import { Answer } from '../../../workbench/kit/answer.tsx';
import { Button } from '../../../workbench/kit/button.tsx';
import { go } from '../../../workbench/router.tsx';
import type { PageProps } from '../../../workbench/screen.ts';
import { useCall } from '../../../workbench/use-call.ts';
import { itemToTake } from '../endpoints.ts';
import { words } from '../text.ts';
import { ChooseItem } from './choose-item.tsx';
import './intake.css';
import { TakeIn } from './take-in.tsx';

/** Taking in the application of somebody who stands at the window: first the item, then everything else on one page. */
export function Page({ query }: PageProps) {
  const code = query.get('item');
  return (
    <div className="stack">
      <header>
        <h1>{words.intake.title}</h1>
        {code !== null && <Button onClick={() => go('/window')}>{words.intake.change}</Button>}
      </header>
      <p className="soft">{words.intake.intro}</p>
      {code === null ? (
        <ChooseItem onChoose={(chosen) => go(urlOf({ path: '/window' }, { query: { item: chosen } }))} />
      ) : (
        <Chosen code={code} />
      )}
    </div>
  );
}

function Chosen({ code }: { readonly code: string }) {
  const item = useCall(itemToTake, { params: { code } });
  return <Answer of={item}>{({ item: found }) => <TakeIn key={code} item={found} />}</Answer>;
}
