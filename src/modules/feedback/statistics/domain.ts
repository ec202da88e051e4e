/** Thống kê phản ánh: what is counted. Pure. */

/** What was counted of one unit or category. */
export type Counted = {
  readonly key: string
  readonly name: string
  readonly received: number
  readonly answeredInTime: number
  readonly answeredLate: number
  readonly fellLate: number
  readonly rated: number
  readonly ratedHappy: number
}
