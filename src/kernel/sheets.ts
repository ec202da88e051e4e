/** Bảng số liệu: one description of a table, from which every file is written (CSV, XLSX, PDF). Pure. */

export { csvOf } from './sheets/csv.ts'
export { sheetDocument } from './sheets/document.ts'
export { headGrid } from './sheets/head.ts'
export {
  type ColumnOf,
  type Sheet,
  type SheetCell,
  type SheetColumn,
  type SheetFormat,
  type SheetRow,
  sheetFormats,
  tableOf,
} from './sheets/table.ts'
export { xlsxOf } from './sheets/xlsx.ts'
