/** Words of choosing areas. */

import { defineTexts } from '#kernel/text.ts'

export const texts = defineTexts({
  areas: { vi: 'Khu vực', en: 'Areas' },
  wholeProvince: { vi: 'Toàn tỉnh', en: 'The whole province' },
  districts: { vi: 'Cấp huyện', en: 'Districts' },
  communesOf: {
    vi: (district: string) => `Xã, phường của ${district}`,
    en: (district: string) => `Communes of ${district}`,
  },
  chosen: { vi: (count: number) => `${count} đã chọn`, en: (count: number) => `${count} chosen` },
})
