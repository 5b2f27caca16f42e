import type { DemoItem } from '../../demo-city/index.ts';
import type { Material, Situation, SituationQuestion } from '../../kernel/form/index.ts';

type DemoMaterial = DemoItem['materials'][number];

/** A material that is needed in some cases becomes a question; without an answer it stays on the list. */
export function situationOf(row: DemoItem): Situation {
  const conditions = [...new Set(row.materials.flatMap(({ condition }) => condition ?? []))];
  const questions: readonly SituationQuestion[] = conditions.map((condition, index) => ({
    key: `case${index + 1}`,
    title: `属于这种情况吗：${condition}？`,
    options: [
      { value: 'yes', title: '是' },
      { value: 'no', title: '不是' },
    ],
  }));
  return { questions, materials: materialsOf(row, conditions) };
}

function materialsOf(row: DemoItem, conditions: readonly string[]): readonly Material[] {
  if (row.materials.length === 0) return usualMaterials(row);
  return row.materials.map((material, index): Material => {
    const { condition, issuer, necessity } = material;
    return {
      key: `m${index + 1}`,
      name: material.name,
      required: necessity !== '非必要' || condition !== null,
      form: material.form === '电子' ? 'electronic' : material.form === '纸质' ? 'paper' : 'either',
      original: material.type === '复印件' ? 'copy' : 'original',
      copies: material.copies,
      source: sourceOf(material),
      ...(issuer === null || issuer === '申请人' ? {} : { sourceNote: issuer }),
      ...(necessity === '容缺后补' ? { deferrable: true as const } : {}),
      ...(condition === null
        ? {}
        : { when: { all: [{ question: `case${conditions.indexOf(condition) + 1}`, equals: 'yes' }] } }),
    };
  });
}

/** What the government itself has issued electronically is looked up and not asked for. @law 国务院令第716号 第七条 */
function sourceOf({ source, form }: DemoMaterial): Material['source'] {
  if (source === '申请人自备') return 'self';
  return source === '政府部门核发' && form === '电子' ? 'shared' : 'agency';
}

/** Where the data lists nothing: the application itself, and the identity the city can look up. */
function usualMaterials({ name, targets }: DemoItem): readonly Material[] {
  const forPeople = targets.includes(1);
  return [
    {
      key: 'application',
      name: `${name}申请表`,
      required: true,
      form: 'either',
      original: 'original',
      copies: 1,
      source: 'self',
    },
    {
      key: 'identity',
      name: forPeople ? '居民身份证' : '营业执照或者其他主体资格证书',
      required: true,
      form: 'electronic',
      original: 'original',
      copies: 0,
      source: 'shared',
      sourceNote: forPeople ? '公安机关' : '登记机关',
    },
  ];
}
