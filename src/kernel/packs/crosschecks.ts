/** Checks across the files of a pack: what one names, another must hold. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { checkForm, type FormDefinition } from '../forms.ts'
import { parseCalendarDate } from '../types.ts'
import { calendarProblems } from './calendar-checks.ts'
import { checkProcedure } from './check-procedure.ts'
import { type Contents, keyOf, type Located, problemAt } from './contents.ts'
import { factProblems } from './fact-checks.ts'
import { linkedIn } from './families.ts'
import { feedbackProblems, petitionProblems } from './feedback-checks.ts'
import { geographyProblems } from './geography-checks.ts'
import { expressionProblem } from './kinds.ts'
import type { Problem } from './messages.ts'
import { satisfactionProblems } from './satisfaction-checks.ts'
import { wrongPage } from './shared-pages.ts'

type Dated = { readonly code: string; readonly validFrom: string; readonly validTo?: string }

function dateProblems(parts: readonly Located<object>[], names: readonly string[]): Problem[] {
  return parts.flatMap((part) =>
    names.flatMap((name) => {
      const text = (part.value as Record<string, unknown>)[name]
      if (typeof text !== 'string' || parseCalendarDate(text)) return []
      return [problemAt(part, `/${name}`, `Không có ngày ${text} trong lịch.`)]
    }),
  )
}

/** A code may come back only where the validities do not overlap. */
function overlapProblems(parts: readonly Located<Dated>[], what: string): Problem[] {
  const byCode = Map.groupBy(parts, ({ value }) => value.code)
  return [...byCode.values()].flatMap((same) =>
    same.flatMap((part, index) => {
      const { code, validFrom, validTo = '9999-12-31' } = part.value
      if (validTo < validFrom)
        return [problemAt(part, '/validTo', 'Ngày hết hiệu lực đứng trước ngày có hiệu lực.')]
      const overlaps = same
        .slice(0, index)
        .some(({ value }) => value.validFrom <= validTo && validFrom <= (value.validTo ?? '9999-12-31'))
      return overlaps
        ? [problemAt(part, '/code', `Mã ${what} ${code} trùng với mã khác đang có hiệu lực.`)]
        : []
    }),
  )
}

function repeatProblems<T>(parts: readonly Located<T>[], name: keyof T & string, what: string): Problem[] {
  const seen = new Map<unknown, Located<T>>()
  return parts.flatMap((part) => {
    const first = seen.get(part.value[name])
    if (!first) {
      seen.set(part.value[name], part)
      return []
    }
    const where = `${first.file.path} dòng ${first.file.positions().lineOf(first.pointer)}`
    return [problemAt(part, `/${name}`, `Trùng ${what} ${String(part.value[name])}, đã có ở ${where}.`)]
  })
}

/** A reference from `part` to a code that must be in `known`. */
function unknownProblem(
  part: Located<unknown>,
  inside: string,
  code: string | undefined,
  known: ReadonlySet<string>,
  what: string,
): Problem[] {
  if (code === undefined || known.has(code)) return []
  return [problemAt(part, inside, `Không có ${what} ${code} trong gói.`)]
}

/** Following parents must end; a circle would hang whoever climbs the tree. */
function circleProblems(parts: readonly Located<{ code: string; parent?: string }>[]): Problem[] {
  const parents = new Map(parts.map(({ value }) => [value.code, value.parent]))
  return parts.flatMap((part) => {
    const passed = new Set<string>()
    let code: string | undefined = part.value.code
    while (code !== undefined && !passed.has(code)) {
      passed.add(code)
      code = parents.get(code)
    }
    return code === part.value.code
      ? [problemAt(part, '/parent', `${code} là cấp trên của chính nó; hãy sửa “parent”.`)]
      : []
  })
}

function placeProblems(contents: Contents): Problem[] {
  const areas = new Set(contents.areas.map(({ value }) => value.code))
  const units = new Set(contents.units.map(({ value }) => value.code))
  const { manifest } = contents
  return [
    ...(manifest ? unknownProblem(manifest, '/agencyCode', manifest.value.agencyCode, units, 'cơ quan') : []),
    ...(manifest
      ? unknownProblem(manifest, '/areaCode', manifest.value.areaCode, areas, 'đơn vị hành chính')
      : []),
    ...contents.areas.flatMap((area) =>
      unknownProblem(area, '/parent', area.value.parent, areas, 'đơn vị hành chính cấp trên'),
    ),
    ...contents.areaChanges.flatMap((change) =>
      unknownProblem(change, '/code', change.value.code, areas, 'đơn vị hành chính'),
    ),
    ...contents.units.flatMap((unit) => [
      ...unknownProblem(unit, '/parent', unit.value.parent, units, 'cơ quan cấp trên'),
      ...unknownProblem(unit, '/area', unit.value.area, areas, 'đơn vị hành chính'),
    ]),
    ...contents.people.flatMap((group) =>
      group.value.areas.flatMap((area, index) =>
        unknownProblem(group, `/areas/${index}`, area, areas, 'đơn vị hành chính'),
      ),
    ),
    ...contents.hotlines.flatMap((hotline) =>
      (hotline.value.areas ?? []).flatMap((area, index) =>
        unknownProblem(hotline, `/areas/${index}`, area, areas, 'đơn vị hành chính'),
      ),
    ),
    ...overlapProblems(contents.areas, 'đơn vị hành chính'),
    ...overlapProblems(contents.units, 'cơ quan'),
    ...circleProblems(contents.areas),
    ...circleProblems(contents.units),
    ...dateProblems([...contents.areas, ...contents.units], ['validFrom', 'validTo']),
    ...dateProblems(contents.areaChanges, ['on']),
  ]
}

function catalogueProblems(contents: Contents): Problem[] {
  const units = new Set(contents.units.map(({ value }) => value.code))
  const roles = new Set(contents.roles.map(({ value }) => value.code))
  const fields = new Set(contents.fields.map(({ value }) => value.code))
  const codes = new Set(contents.catalogue.map(({ value }) => value.code))
  const fieldOf = new Map(contents.catalogue.map((entry) => [entry.file.path, entry]))
  return [
    ...contents.fields.flatMap((field) =>
      unknownProblem(field, '/department', field.value.department, units, 'cơ quan'),
    ),
    ...contents.stepRoles.flatMap((pair) => unknownProblem(pair, '', pair.value[1], roles, 'vai trò')),
    ...[...fieldOf.values()].flatMap((entry) =>
      unknownProblem({ ...entry, pointer: '' }, '/field', entry.value.field, fields, 'lĩnh vực'),
    ),
    ...contents.lifeEvents.flatMap((part) =>
      part.value.procedures.flatMap((code, index) =>
        unknownProblem(part, `/procedures/${index}`, code, codes, 'thủ tục'),
      ),
    ),
    ...searchProblems(contents, codes),
    ...assistedProblems(contents, codes),
    ...deskProblems(contents, { codes, units, fields }),
    ...repeatProblems(contents.paperKinds, 'code', 'loại giấy tờ'),
    ...repeatProblems(contents.roles, 'code', 'vai trò'),
    ...repeatProblems(contents.fields, 'code', 'lĩnh vực'),
    ...repeatProblems(contents.catalogue, 'code', 'mã thủ tục'),
    ...repeatProblems(contents.lifeEvents, 'key', 'sự kiện'),
    ...contents.catalogue.flatMap((entry) => repeatedIn(entry, 'papers', 'giấy tờ')),
  ]
}

function searchProblems({ search }: Contents, codes: ReadonlySet<string>): Problem[] {
  if (!search) return []
  return Object.keys(search.value.procedures).flatMap((code) =>
    unknownProblem(search, `/procedures/${code}`, code, codes, 'thủ tục'),
  )
}

/** Help names procedures that are there. */
function assistedProblems({ assisted }: Contents, codes: ReadonlySet<string>): Problem[] {
  if (!assisted) return []
  return assisted.value.procedures.flatMap((code, index) =>
    unknownProblem(assisted, `/procedures/${index}`, code, codes, 'thủ tục'),
  )
}

/** A desk names procedures, units, groups and questions that are there. */
function deskProblems(
  { desk, procedures, forms }: Contents,
  { codes, units, fields }: Readonly<Record<'codes' | 'units' | 'fields', ReadonlySet<string>>>,
): Problem[] {
  if (!desk) return []
  const { desks, favourites, fills } = desk.value
  const formOf = new Map(procedures.map(({ value }) => [value.code, value.form]))
  const asked = new Map(
    forms.map(({ value }) => [
      value.key,
      new Set(value.pages.flatMap((page) => page.fields.map(({ key }) => key))),
    ]),
  )
  return [
    ...favourites.flatMap((code, index) =>
      unknownProblem(desk, `/favourites/${index}`, code, codes, 'thủ tục'),
    ),
    ...desks.flatMap((one, at) => [
      ...(one.units ?? []).flatMap((unit, index) =>
        unknownProblem(desk, `/desks/${at}/units/${index}`, unit, units, 'cơ quan'),
      ),
      ...one.groups.flatMap((group, index) =>
        (group.fields ?? []).flatMap((field) =>
          unknownProblem(desk, `/desks/${at}/groups/${index}/fields`, field, fields, 'lĩnh vực'),
        ),
      ),
      ...one.windows.flatMap((window, index) => {
        const known = new Set(one.groups.map(({ key }) => key))
        return window.groups.flatMap((key) =>
          unknownProblem(desk, `/desks/${at}/windows/${index}/groups`, key, known, 'nhóm lấy số'),
        )
      }),
    ]),
    ...fills.flatMap(({ procedure, values }, at) =>
      values.flatMap(({ field, ...rules }, index) => {
        const pointer = `/fills/${at}/values/${index}`
        const known = asked.get(formOf.get(procedure) ?? '') ?? new Set<string>()
        return [
          ...unknownProblem(desk, `${pointer}/field`, field, known, 'câu hỏi'),
          ...Object.entries(rules).flatMap(([name, rule]) => {
            const problem = expressionProblem(rule)
            return problem ? [problemAt(desk, `${pointer}/${name}`, problem)] : []
          }),
        ]
      }),
    ),
  ]
}

/** Keys inside one list of a part must differ. */
function repeatedIn(part: Located<object>, property: string, what: string): Problem[] {
  const list = (part.value as Record<string, readonly { key: string }[]>)[property] ?? []
  const inner = list.map((value, index) => ({
    ...part,
    value,
    pointer: `${part.pointer}/${property}/${index}`,
  }))
  return repeatProblems(inner, 'key', what)
}

function procedureProblems(contents: Contents, folder: string): Problem[] {
  const codes = new Set(contents.catalogue.map(({ value }) => value.code))
  const forms = new Map(contents.forms.map(({ value }) => [value.key, value]))
  const world = {
    units: new Set(contents.units.map(({ value }) => value.code)),
    stepRoles: new Set(contents.stepRoles.map(({ value }) => value[0])),
    paperKinds: new Set(contents.paperKinds.map(({ value }) => value.code)),
    facts: new Set(contents.facts?.value.facts.map(({ key }) => key)),
    hasTemplate: (key: string) => existsSync(path.join(folder, `templates/${key}.typ`)),
    linked: linkedIn(contents),
  }
  return contents.procedures.flatMap((procedure) => {
    const { code, form } = procedure.value
    return [
      ...(keyOf(procedure.file) === code
        ? []
        : [problemAt(procedure, '/code', `Tệp phải tên là procedures/${code}.json.`)]),
      ...unknownProblem(procedure, '/code', code, codes, 'thủ tục trong danh mục'),
      ...unknownProblem(procedure, '/form', form, new Set(forms.keys()), 'tờ khai forms/'),
      ...checkProcedure(procedure.value, forms.get(form), world).map(({ path: place, message }) =>
        problemAt(procedure, place, message),
      ),
    ]
  })
}

/** `pages.<page key>.<field key>…`, as forms name their places, as a pointer into the file. */
function formPointer({ pages }: FormDefinition, place: string): string {
  const [, pageKey, fieldKey] = place.split('.')
  const page = pages.findIndex(({ key }) => key === pageKey)
  if (page < 0) return '/pages'
  const field = pages[page]?.fields.findIndex(({ key }) => key === fieldKey) ?? -1
  return field < 0 ? `/pages/${page}` : `/pages/${page}/fields/${field}`
}

function formProblems(contents: Contents): Problem[] {
  return contents.forms.flatMap((form) => [
    ...(keyOf(form.file) === form.value.key
      ? []
      : [problemAt(form, '/key', `Tệp phải tên là forms/${form.value.key}.json.`)]),
    ...checkForm(form.value).map(({ path: place, message }) =>
      problemAt(form, formPointer(form.value, place), message),
    ),
  ])
}

function pageProblems({ writtenForms }: Contents): Problem[] {
  const forms = new Map(writtenForms.map(({ value }) => [value.key, value]))
  return writtenForms.flatMap((form) =>
    form.value.pages.flatMap((page, index) => {
      const message = wrongPage(forms, page)
      return message ? [problemAt(form, `/pages/${index}`, message)] : []
    }),
  )
}

/** Every problem that shows only when the files are read together; of forms without all their pages nothing more is said. */
export function crossProblems(contents: Contents, folder: string): Problem[] {
  const pages = pageProblems(contents)
  if (pages.length > 0) return pages
  return [
    ...placeProblems(contents),
    ...geographyProblems(contents),
    ...catalogueProblems(contents),
    ...formProblems(contents),
    ...factProblems(contents),
    ...procedureProblems(contents, folder),
    ...[
      { sets: contents.indicators, what: 'bộ chỉ số' },
      { sets: contents.satisfaction, what: 'bộ tiêu chí' },
    ].flatMap(({ sets, what }) => [
      ...overlapProblems(sets, what),
      ...dateProblems(sets, ['validFrom', 'validTo']),
    ]),
    ...calendarProblems(contents),
    ...indicatorProblems(contents),
    ...overlapProblems(contents.reports, 'biểu'),
    ...dateProblems(contents.reports, ['validFrom', 'validTo']),
    ...contents.reports.flatMap(reportProblems),
    ...satisfactionProblems(contents),
    ...feedbackProblems(contents),
    ...petitionProblems(contents),
  ]
}

/** Formulas can be read, keys are once, and only rows of reasons have reasons. */
const reportProblems = (report: Contents['reports'][number]): Problem[] => [
  ...repeatedIn(report, 'columns', 'cột'),
  ...repeatedIn(report, 'reasons', 'nguyên nhân'),
  ...((report.value.rows === 'reasons') === (report.value.reasons !== undefined)
    ? []
    : [
        problemAt(
          report,
          '/rows',
          'Biểu theo nguyên nhân (reasons) phải liệt kê nguyên nhân; biểu khác thì không.',
        ),
      ]),
  ...report.value.columns.flatMap(({ of }, index) => {
    const problem = expressionProblem(of)
    return problem ? [problemAt(report, `/columns/${index}/of`, problem)] : []
  }),
]

/** Sets are whole, formulas can be read, groups are there and their points are those of the whole. */
function indicatorProblems({ writtenSets, indicators: sets }: Contents): Problem[] {
  const whole = new Set(sets.map(({ file }) => file))
  const broken = writtenSets.filter(({ file }) => !whole.has(file))
  if (broken.length > 0)
    return broken.map((set) =>
      problemAt(
        set,
        '/basedOn',
        'Bộ chỉ số phải tự viết đủ các phần, hoặc dựa trên (basedOn) một phiên bản cùng mã đã viết đủ.',
      ),
    )
  return sets.flatMap((set) => {
    const { groups, indicators, points } = set.value
    const known = new Set(groups.map(({ key }) => key))
    const sum = groups.reduce((total, group) => total + group.points, 0)
    return [
      ...repeatedIn(set, 'groups', 'nhóm'),
      ...repeatedIn(set, 'entered', 'số đo'),
      ...(sum === points
        ? []
        : [problemAt(set, '/groups', `Các nhóm cộng lại ${sum} điểm, bộ chỉ số có ${points}.`)]),
      ...indicators.flatMap((one, index) => [
        ...unknownProblem(set, `/indicators/${index}/group`, one.group, known, 'nhóm'),
        ...(
          [
            ['of', one.of],
            ['per', one.per],
            ['points/award', one.points?.award],
          ] as const
        ).flatMap(([name, text]) => {
          const problem = text === undefined ? undefined : expressionProblem(text)
          return problem ? [problemAt(set, `/indicators/${index}/${name}`, problem)] : []
        }),
      ]),
      ...groups.flatMap((group, index) => {
        const most = indicators
          .filter((one) => one.group === group.key)
          .reduce((total, one) => total + (one.points?.most ?? 0), 0)
        return most === group.points
          ? []
          : [
              problemAt(
                set,
                `/groups/${index}/points`,
                `Chỉ tiêu của nhóm ${group.key} cộng lại ${most} điểm, không phải ${group.points}.`,
              ),
            ]
      }),
    ]
  })
}
