/** Đăng ký nhận cảnh báo. Pure. */

/** Of `consents.json`. */
export const warningPurpose = 'notices.warnings'
/** Beyond that the whole district, or the province, says it better. */
export const areasMax = 10
