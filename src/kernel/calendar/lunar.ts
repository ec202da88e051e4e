/**
 * The Vietnamese lunar calendar at UTC+7, after Meeus, "Astronomical Algorithms", as simplified by Hồ Ngọc Đức.
 * Only a check: days off are law and come from the tables of the pack.
 */

import { addDays, type CalendarDate } from '#kernel/types.ts'

/** Days since 1 January 4713 BC; a day begins at midnight in Vietnam. */
type JulianDay = number

const julianDayOf1970 = 2_440_588
const hanoiOffsetDays = 7 / 24
const lunationDays = 29.530588853
const radians = Math.PI / 180

/** Mùng 1 Tết of a year of the common calendar. */
export const tetOn = (year: number): CalendarDate => fromJulianDay(newYearDay(year))

/** Giỗ Tổ Hùng Vương: 10 of the third lunar month. */
export function hungKingsOn(year: number): CalendarDate {
  const newYear = lunationAt(newYearDay(year))
  // A leap month before the third shifts it: 2004 had two second months.
  const shift = [1, 2].some((month) => isLeap(newYear + month)) ? 3 : 2
  return addDays(fromJulianDay(newMoonDay(newYear + shift)), 9)
}

/** The month with the winter solstice is the eleventh; Tết follows it by two months, or three after a leap month. */
function newYearDay(year: number): JulianDay {
  const eleventh = solsticeLunation(year - 1)
  const leapYear = solsticeLunation(year) - eleventh === 13
  const leapBeforeTet = leapYear && (isLeap(eleventh + 1) || isLeap(eleventh + 2))
  return newMoonDay(eleventh + (leapBeforeTet ? 3 : 2))
}

/** Leap: no principal solar term falls in it, and its year between solstices has thirteen months. */
function isLeap(lunation: number): boolean {
  if (solarTerm(newMoonDay(lunation)) !== solarTerm(newMoonDay(lunation + 1))) return false
  const year = Number(fromJulianDay(newMoonDay(lunation)).slice(0, 4))
  const start = solsticeLunation(year) <= lunation ? solsticeLunation(year) : solsticeLunation(year - 1)
  const next = start === solsticeLunation(year) ? solsticeLunation(year + 1) : solsticeLunation(year)
  if (next - start !== 13) return false
  for (let earlier = start + 1; earlier < lunation; earlier++) {
    if (solarTerm(newMoonDay(earlier)) === solarTerm(newMoonDay(earlier + 1))) return false
  }
  return true
}

/** The lunation whose month holds the winter solstice of a year. */
function solsticeLunation(year: number): number {
  const newYearsEve = Date.UTC(year, 11, 31) / 86_400_000 + julianDayOf1970
  const lunation = lunationAt(newYearsEve)
  return solarTerm(newMoonDay(lunation)) >= 9 ? lunation - 1 : lunation
}

/** The number of the last new moon on or before a day, counted from January 1900. */
function lunationAt(day: JulianDay): number {
  const guess = Math.floor((day - 2_415_021.076998695) / lunationDays)
  return [guess + 1, guess, guess - 1].find((lunation) => newMoonDay(lunation) <= day) ?? guess
}

/** Twelfths of the sun's way from the spring equinox, 0–11, at the beginning of a day: 9 from the winter solstice. */
function solarTerm(day: JulianDay): number {
  const t = (day - 0.5 - hanoiOffsetDays - 2_451_545) / 36_525
  const anomaly = (357.5291 + 35_999.0503 * t - 0.0001559 * t * t) * radians
  const longitude =
    280.46645 +
    36_000.76983 * t +
    0.0003032 * t * t +
    (1.9146 - 0.004817 * t) * Math.sin(anomaly) +
    (0.019993 - 0.000101 * t) * Math.sin(2 * anomaly) +
    0.00029 * Math.sin(3 * anomaly)
  return Math.floor((((longitude % 360) + 360) % 360) / 30)
}

/** The day in Vietnam on which a new moon falls. */
function newMoonDay(lunation: number): JulianDay {
  const t = lunation / 1236.85
  const sun = (359.2242 + 29.10535608 * lunation - 0.0000333 * t * t) * radians
  const moon = (306.0253 + 385.81691806 * lunation + 0.0107306 * t * t) * radians
  const node = (21.2964 + 390.67050646 * lunation - 0.0016528 * t * t) * radians
  const mean =
    2_415_020.75933 +
    29.53058868 * lunation +
    0.0001178 * t * t +
    0.00033 * Math.sin((166.56 + 132.87 * t - 0.009173 * t * t) * radians)
  const correction =
    (0.1734 - 0.000393 * t) * Math.sin(sun) +
    0.0021 * Math.sin(2 * sun) -
    0.4068 * Math.sin(moon) +
    0.0161 * Math.sin(2 * moon) -
    0.0004 * Math.sin(3 * moon) +
    0.0104 * Math.sin(2 * node) -
    0.0051 * Math.sin(sun + moon) -
    0.0074 * Math.sin(sun - moon) +
    0.0004 * Math.sin(2 * node + sun) -
    0.0004 * Math.sin(2 * node - sun) -
    0.0006 * Math.sin(2 * node + moon) +
    0.001 * Math.sin(2 * node - moon) +
    0.0005 * Math.sin(2 * moon + sun)
  const dynamicTime = -0.000278 + 0.000265 * t + 0.000262 * t * t
  return Math.floor(mean + correction - dynamicTime + 0.5 + hanoiOffsetDays)
}

const fromJulianDay = (day: JulianDay): CalendarDate =>
  addDays('1970-01-01' as CalendarDate, day - julianDayOf1970)
