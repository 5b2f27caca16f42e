/** What the organs of the demo city say in their guides. */
export const demoGuideText = {
  source: '虚构的示例城市',
  classification: (agency: string): string =>
    `${agency}公开的政府信息分为主动公开和依申请公开两类。主动公开的信息按照本机关的政府信息公开目录分类，包括机构职能、政策文件、规划和统计、行政许可、行政处罚、财政预算决算、政府采购、重点领域信息和年度报告等。`,
  arrangement:
    '每条信息都有索引号，并注明名称、发布单位、生成日期、公开日期和效力状态。可以按目录、体裁、主题或者发布日期查找。',
  obtaining: (site: string, place: string): string =>
    `一、网上查阅：${site}“政府信息公开”栏目，或者明堂市政府信息公开平台。\n二、现场查阅：${place}，以及本地政务服务大厅、公共图书馆和档案馆的政府信息查阅点。\n三、公开栏和政府公报。`,
  office: (agency: string): string => `${agency}办公室`,
  address: (region: string): string => `${region}人民政府机关办公区`,
  hours: '工作日 9:00—12:00、13:30—17:00（法定节假日除外）',
  internet: (domain: string): string => `https://${domain}`,
  onRequest:
    '一、申请：填写《政府信息公开申请表》，可以在网上提交，也可以当面递交或者邮寄，信封上请注明“政府信息公开申请”。申请要写明姓名或者名称、身份证明、联系方式，所申请信息的名称、文号或者便于查询的特征描述，以及提供形式。\n二、补正：内容不明确的，收到申请之日起7个工作日内一次性告知补正。\n三、答复：能当场答复的当场答复；不能当场答复的，收到申请之日起20个工作日内答复；需要延长的，延长不超过20个工作日，并告知申请人。\n四、费用：不收取检索、复制、邮寄费用；申请的数量、频次明显超过合理范围的，可以收取信息处理费。',
  mailbox: (domain: string): string => `gongkai@${domain}`,
  supervision:
    '认为本机关没有依法履行政府信息公开职责的，可以拨打举报电话、写信到举报信箱，也可以向上一级行政机关或者政府信息公开工作主管部门投诉、举报。',
  remedies:
    '认为政府信息公开工作侵犯自己合法权益的，可以依法申请行政复议或者提起行政诉讼。对本机关不予公开政府信息不服的，应当先申请行政复议，对复议决定不服的再提起行政诉讼。',
} as const;

/** What one organ of the demo city is made of. */
export const demoInstitution = {
  duties:
    '负责本区市场综合监督管理，经营主体登记注册，食品、药品、特种设备和产品质量安全监督管理，价格和广告监管，知识产权保护，受理消费者投诉举报。',
  hours: '工作日 9:00—12:00、13:30—17:00（法定节假日除外）',
  heads: [
    { name: '程明远', post: '局长', duties: '主持全面工作，分管办公室。' },
    { name: '叶青禾', post: '副局长', duties: '分管登记注册股、食品安全监督管理股。' },
  ],
  sections: [
    { name: '办公室', duties: '机关日常运转、政务公开、信访和档案。', phone: '0590-6110200', room: '301' },
    { name: '登记注册股', duties: '经营主体设立、变更、注销登记。', phone: '0590-6110201', room: '105' },
    {
      name: '食品安全监督管理股',
      duties: '食品生产经营许可和监督检查，组织抽样检验。',
      phone: '0590-6110202',
      room: '206',
    },
    { name: '消费者权益保护股', duties: '受理和处理消费者投诉举报。', phone: '0590-6110203', room: '208' },
  ],
};
