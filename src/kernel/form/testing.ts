import type { FormatChecks, FormDefinition, FormValues } from './index.ts';

/** Stand-ins with the names that forms use; the real checks belong to the modules that know the standards. */
export const sampleFormats: FormatChecks = {
  residentId: (value) => /^\d{17}[\dX]$/.test(value),
  creditCode: (value) => /^[0-9A-HJ-NPQRTUWXY]{18}$/.test(value),
  mobile: (value) => /^1[3-9]\d{9}$/.test(value),
};

const RELATIONS = ['spouse', 'child', 'parent', 'other'] as const;

/** Every widget once, two conditions in one step, one across steps, a group with a condition inside its rows. */
export const sampleForm: FormDefinition = {
  id: 'household',
  version: 1,
  title: '家庭情况登记表',
  schema: {
    type: 'object',
    required: ['applicant', 'housing', 'married', 'members', 'agree'],
    properties: {
      applicant: {
        type: 'object',
        required: ['name', 'idNumber', 'phone', 'address'],
        properties: {
          name: { type: 'string', minLength: 2, maxLength: 50 },
          idNumber: { type: 'string', format: 'residentId' },
          phone: { type: 'string', format: 'mobile' },
          address: { type: 'string', maxLength: 200 },
          bornOn: { type: 'string', format: 'day' },
        },
      },
      housing: { type: 'string', enum: ['own', 'rent', 'other'] },
      rentFen: { type: 'integer', minimum: 1, maximum: 10_000_000 },
      areaSquareMetres: { type: 'number', minimum: 1, maximum: 2000 },
      married: { type: 'boolean' },
      spouseName: { type: 'string', maxLength: 50 },
      members: {
        type: 'array',
        minItems: 1,
        maxItems: 4,
        items: {
          type: 'object',
          required: ['name', 'relation'],
          properties: {
            name: { type: 'string', maxLength: 50 },
            relation: { type: 'string', enum: [...RELATIONS] },
            relationNote: { type: 'string', maxLength: 20 },
            age: { type: 'integer', minimum: 0, maximum: 150 },
          },
        },
      },
      needs: {
        type: 'array',
        maxItems: 3,
        uniqueItems: true,
        items: { type: 'string', enum: ['food', 'care', 'school'] },
      },
      county: { type: 'string', enum: ['east', 'west'] },
      employer: { type: 'string', format: 'creditCode' },
      story: { type: 'string', maxLength: 500 },
      photo: { type: 'string', maxLength: 64 },
      agree: { type: 'boolean', const: true },
    },
  },
  steps: [
    {
      key: 'applicant',
      title: '申请人',
      intro: '请对照身份证填写。',
      fields: [
        { key: 'applicant.name', label: '姓名', widget: 'text', autocomplete: 'name' },
        { key: 'applicant.idNumber', label: '公民身份号码', widget: 'resident-id' },
        { key: 'applicant.phone', label: '手机号码', widget: 'phone', help: '办理进展会发短信到这个号码。' },
        { key: 'applicant.address', label: '现住址', widget: 'address', example: '青阳县蓉城镇九华东路 88 号' },
        { key: 'applicant.bornOn', label: '出生日期', widget: 'date' },
        {
          key: 'county',
          label: '所在县区',
          widget: 'select',
          options: [
            { value: 'east', title: '东城区' },
            { value: 'west', title: '西山县' },
          ],
        },
        {
          key: 'housing',
          label: '住房情况',
          widget: 'radio',
          options: [
            { value: 'own', title: '自有住房' },
            { value: 'rent', title: '租房', help: '包括公共租赁住房。' },
            { value: 'other', title: '其他' },
          ],
        },
        { key: 'rentFen', label: '每月租金', widget: 'money', showIf: { field: 'housing', equals: 'rent' } },
        { key: 'areaSquareMetres', label: '住房面积', widget: 'number', unit: '平方米' },
        { key: 'married', label: '是否已婚', widget: 'yes-no' },
      ],
    },
    {
      key: 'household',
      title: '家庭成员',
      fields: [
        { key: 'spouseName', label: '配偶姓名', widget: 'text', showIf: { field: 'married', equals: true } },
        {
          key: 'members',
          label: '共同生活的家庭成员',
          rowTitle: '家庭成员',
          widget: 'group',
          fields: [
            { key: 'name', label: '姓名', widget: 'text' },
            {
              key: 'relation',
              label: '与申请人的关系',
              widget: 'select',
              options: [
                { value: 'spouse', title: '配偶' },
                { value: 'child', title: '子女' },
                { value: 'parent', title: '父母' },
                { value: 'other', title: '其他' },
              ],
            },
            { key: 'relationNote', label: '具体关系', widget: 'text', showIf: { field: 'relation', equals: 'other' } },
            { key: 'age', label: '年龄', widget: 'number', unit: '岁' },
          ],
        },
      ],
    },
    {
      key: 'rest',
      title: '其他情况与声明',
      fields: [
        {
          key: 'needs',
          label: '需要的帮助',
          widget: 'checkboxes',
          options: [
            { value: 'food', title: '生活补助' },
            { value: 'care', title: '日间照料' },
            { value: 'school', title: '助学' },
          ],
        },
        { key: 'employer', label: '工作单位代码', widget: 'credit-code' },
        { key: 'story', label: '情况说明', widget: 'lines', help: '写明主要困难即可。' },
        { key: 'photo', label: '户口簿首页照片', widget: 'file', accept: ['.jpg', '.png', '.pdf'], maxMegabytes: 10 },
        { key: 'agree', label: '声明', widget: 'declaration', statement: '以上内容属实，同意核对家庭经济状况。' },
      ],
    },
  ],
};

export const goodAnswers: FormValues = {
  applicant: {
    name: '王秀兰',
    idNumber: '110000190001010004',
    phone: '13000000000',
    address: '西山县云岭镇新安路 12 号',
    bornOn: '1952-03-08',
  },
  housing: 'rent',
  rentFen: 65_000,
  areaSquareMetres: 48.5,
  married: false,
  members: [
    { name: '王小满', relation: 'child', age: 26 },
    { name: '刘玉珍', relation: 'other', relationNote: '姑母', age: 81 },
  ],
  needs: ['food', 'care'],
  county: 'west',
  story: '本人退休多年，每月养老金 1200 元。\n需要照顾患病的姑母。',
  photo: 'file-1',
  agree: true,
};
