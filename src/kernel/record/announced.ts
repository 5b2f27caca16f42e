/** What has become of one record: the version that stands now, and what made it so. */
export type Announced = {
  readonly kind: string;
  readonly key: string;
  readonly version: number;
  readonly change: 'publish' | 'validity' | 'withdraw' | 'surroundings';
};
