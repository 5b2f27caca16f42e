import type { Material } from '../../../kernel/form/situation.ts';
import { Button } from '../../../workbench/kit/button.tsx';
import { Panel } from '../../../workbench/kit/panel.tsx';
import { Check, materialDetails } from '../check.tsx';
import { type Findings, restInOrder, tallyOf } from '../checklist.ts';
import { words } from '../text.ts';

type Props = {
  readonly materials: readonly Material[];
  readonly findings: Findings;
  readonly onChange: (findings: Findings) => void;
};

/** The materials this situation calls for, checked as they are handed over. */
export function MaterialList({ materials, findings, onChange }: Props) {
  const wanted = materials.map((material) => ({
    ...material,
    deferrable: material.deferrable === true,
    finding: null,
    note: material.note ?? null,
  }));
  const { checked, all } = tallyOf(wanted, findings);
  return (
    <Panel
      title={words.intake.materials}
      aside={
        <span className="row">
          <span className="soft">{words.materials.progress(checked, all)}</span>
          <Button kind="quiet" onClick={() => onChange(restInOrder(wanted, findings))}>
            {words.materials.all}
          </Button>
        </span>
      }
    >
      <ul className="materials">
        {wanted.map((material) => (
          <li key={material.key} className="material">
            <div>
              <b>{material.name}</b>
              <div className="soft">{materialDetails(material)}</div>
              {material.note && <div className="soft">{material.note}</div>}
            </div>
            <Check wanted={material} findings={findings} onChange={onChange} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
