/** Words of the public scores. */

import { defineTexts } from '#kernel/text.ts'

export const texts = defineTexts({
  title: { vi: 'Dự kiến có đúng không?', en: 'Do our forecasts hold?' },
  lead: {
    vi: 'Khi tiếp nhận hồ sơ, cổng báo khoảng ngày thường xong. Cổng mong đúng ít nhất 8 trên 10 lần. Đây là kết quả thật, kể cả những lần sai.',
    en: 'When a dossier is accepted, the portal says in which days it is usually done, meaning to be right 8 times in 10 or more. These are the true results, misses included.',
  },
  leadUnit: {
    vi: 'Dự kiến về hồ sơ do cơ quan này giải quyết.',
    en: 'Forecasts of the dossiers that this agency decides.',
  },
  leadProcedure: {
    vi: 'Dự kiến về hồ sơ của thủ tục này, ở mọi nơi trong tỉnh.',
    en: 'Forecasts of dossiers of this procedure, anywhere in the province.',
  },
  period: { vi: '12 tháng gần đây', en: 'The last 12 months' },
  held: { vi: 'Đúng như dự kiến', en: 'As forecast' },
  heldNote: { vi: 'Lời hứa: ít nhất 80%', en: 'The promise: at least 80%' },
  earlier: { vi: 'Sớm hơn', en: 'Earlier' },
  later: { vi: 'Muộn hơn', en: 'Later' },
  closed: { vi: 'Dự kiến đã khép', en: 'Forecasts closed' },
  byMonth: { vi: 'Theo tháng', en: 'By month' },
  month: { vi: 'Tháng', en: 'Month' },
  byUnit: { vi: 'Theo cơ quan', en: 'By agency' },
  byProcedure: { vi: 'Theo thủ tục', en: 'By procedure' },
  tableByUnit: { vi: 'Bảng tỷ lệ đúng theo cơ quan', en: 'Table of shares by agency' },
  tableByProcedure: { vi: 'Bảng tỷ lệ đúng theo thủ tục', en: 'Table of shares by procedure' },
  tableByMonth: { vi: 'Bảng theo tháng', en: 'Table by month' },
  unit: { vi: 'Cơ quan', en: 'Agency' },
  procedure: { vi: 'Thủ tục', en: 'Procedure' },
  share: { vi: 'Tỷ lệ đúng', en: 'Share that held' },
  shareShown: { vi: (share: string) => `${share} đúng`, en: (share) => `${share} held` },
  short: { vi: 'Thấp hơn lời hứa', en: 'Below the promise' },
  tooFew: { vi: (least: number) => `Dưới ${least}`, en: (least) => `Under ${least}` },
  tooFewShare: { vi: 'Chưa đủ để nói', en: 'Too few to tell' },
  'all.unit': { vi: (count: string) => `Xem cả ${count} cơ quan`, en: (count) => `All ${count} agencies` },
  'all.procedure': {
    vi: (count: string) => `Xem cả ${count} thủ tục`,
    en: (count) => `All ${count} procedures`,
  },
  linesOf: {
    vi: (from: string, to: string, all: string) => `${from}–${to} trong ${all}`,
    en: (from, to, all) => `${from} to ${to} of ${all}`,
  },
  nothing: {
    vi: 'Chưa đủ 20 dự kiến đã khép. Cổng chỉ dự kiến khi một loại hồ sơ đã xong ít nhất 20 lần.',
    en: 'Under 20 forecasts have closed. The portal forecasts only where a kind of dossier was finished 20 times.',
  },
  // Cách tính
  method: { vi: 'Cách tính', en: 'How it is done' },
  method1: {
    vi: 'Lấy 150 hồ sơ xong gần đây nhất, cùng thủ tục, cùng thời hạn, ở cùng cơ quan. Nơi còn ít thì lấy các nơi lân cận, rồi cả tỉnh. Dưới 20 hồ sơ thì không dự kiến.',
    en: 'We take the latest 150 finished dossiers of the same procedure and limit at the agency; where there are few, of its neighbours, then of the province. Under 20 we forecast nothing.',
  },
  method2: {
    vi: 'Hồ sơ còn đang chờ cũng được tính: đã lâu ít nhất chừng ấy. Chỉ tính hồ sơ đã xong thì khoảng dự kiến sẽ đẹp hơn sự thật.',
    en: 'Dossiers that still wait count as well: they took at least so long. With the finished alone the range would look better than the truth.',
  },
  method3: {
    vi: 'So lượng việc đang chờ hôm nay với lượng việc lúc các hồ sơ ấy được nhận. Chờ nhiều hơn thì dự kiến muộn hơn.',
    en: 'The queue of today is compared with the queues those dossiers met. More waiting, a later forecast.',
  },
  method4: {
    vi: 'Đếm bằng giờ làm việc: ngày nghỉ, ngày lễ và thời gian chờ người nộp không tính.',
    en: 'Times are counted in office hours: days off and waiting for the applicant are left out.',
  },
  method5: {
    vi: 'Bỏ 10% nhanh nhất và 10% chậm nhất. Phần còn lại là khoảng dự kiến.',
    en: 'The fastest tenth and the slowest tenth are set aside. What is left is the range.',
  },
  method6: {
    vi: 'Sai thì sửa: mỗi lần lọt ra ngoài, khoảng được nới thêm một chút; mỗi lần đúng, khoảng được thu lại một chút.',
    en: 'Misses correct it: each one widens the range a little, each hit narrows it a little less.',
  },
  method7: {
    vi: 'Một dự kiến được chấm khi ngày cuối của khoảng đã qua. Lúc đó hồ sơ chưa xong là “muộn hơn”. Hồ sơ bị rút hoặc dừng thì không chấm.',
    en: 'A forecast is scored once its last day is over. A dossier not done by then is “later”. Those withdrawn or stopped are not scored.',
  },
})
