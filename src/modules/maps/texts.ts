import { defineTexts } from '#kernel/text.ts'

export const texts = defineTexts({
  title: { vi: 'Bản đồ', en: 'Map' },
  titleOf: { vi: (name: string) => `Bản đồ ${name}`, en: (name: string) => `Map of ${name}` },
  lead: {
    vi: 'Tìm xã, phường của ông/bà và cơ quan ở đó. Mọi thứ trên bản đồ đều có trong danh sách.',
    en: 'Find your commune and its agency. Everything on the map is in the lists too.',
  },
  places: { vi: 'Chọn nơi cần xem', en: 'Choose a place' },
  communes: {
    vi: (count: number) => `${count} xã, phường, thị trấn`,
    en: (count: number) => `${count} communes and wards`,
  },
  layers: { vi: 'Hiện thêm trên bản đồ', en: 'Show on the map' },
  show: { vi: 'Hiện', en: 'Show' },
  asList: { vi: (name: string) => `Xem ${name} theo danh sách`, en: (name: string) => `${name} as a list` },
  map: { vi: 'Bản đồ', en: 'Map' },
  caption: {
    vi: (name: string) => `${name}: ranh giới, biển và đảo`,
    en: (name: string) => `${name}: borders, sea and islands`,
  },
  press: { vi: 'Bấm vào một vùng để xem gần hơn.', en: 'Press an area to look closer.' },
  sea: { vi: 'Biển Đông và các quần đảo của Việt Nam', en: 'The East Sea and the archipelagos of Viet Nam' },
  source: {
    vi: 'Ranh giới đã đơn giản hóa, để xem và tìm nơi; không thay bản đồ hành chính.',
    en: 'Borders are simplified, to look at and to find places; they do not replace the official map.',
  },
  communesHere: { vi: 'Xã, phường, thị trấn ở đây', en: 'Communes and wards here' },
  tableOf: {
    vi: (name: string) => `Vùng trên bản đồ và cơ quan ở ${name}`,
    en: (name: string) => `Areas on the map and agencies in ${name}`,
  },
  shape: { vi: 'Vùng trên bản đồ', en: 'Area on the map' },
  members: { vi: 'Nơi tiếp nhận hồ sơ', en: 'Where papers are received' },
  phone: { vi: (phone: string) => `Điện thoại ${phone}`, en: (phone: string) => `Phone ${phone}` },
  merged: {
    vi: 'Ranh giới vẽ theo lần sắp xếp ngày 01/07/2025: một vùng có thể gồm nhiều xã, phường.',
    en: 'Borders are those of 1 July 2025: one area may hold several communes.',
  },
  back: { vi: 'Về bản đồ cả tỉnh', en: 'Back to the whole map' },
  noPlaces: { vi: 'Chưa có vùng nào ở đây.', en: 'No areas here.' },
  sites: { vi: 'Di tích, thắng cảnh', en: 'Historic sites' },
  sitesLead: {
    vi: 'Các nơi đáng xem, theo huyện. Vị trí là gần đúng.',
    en: 'Places worth seeing, by district. Positions are approximate.',
  },
  siteName: { vi: 'Tên', en: 'Name' },
  siteKind: { vi: 'Loại', en: 'Kind' },
  siteWhere: { vi: 'Ở đâu', en: 'Where' },
  sitesTable: { vi: 'Danh sách di tích, thắng cảnh', en: 'List of historic sites' },
  noSites: { vi: 'Bản đồ chưa ghi di tích nào.', en: 'The map names no sites yet.' },
  onMap: { vi: 'Xem trên bản đồ', en: 'See them on the map' },
})
