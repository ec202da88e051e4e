/** Whether an answer is the sign-in, to which whoever is not known is led. */
export const isSignIn = (url: string): boolean => new URL(url).pathname.startsWith('/dang-nhap')
