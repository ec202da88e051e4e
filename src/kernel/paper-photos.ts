/** Giấy tờ trong ảnh: where a page lies in a picture, what it looks like laid flat, and whether it can be read. Pure; runs in browsers too. */

export {
  evenLight,
  findPage,
  homography,
  isSideways,
  layFlat,
  type Point,
  type Quad,
  type Raster,
  skewOf,
} from './paper-photos/geometry.ts'
export { faultsOf, type PageFault, pageFaultTexts } from './paper-photos/quality.ts'
