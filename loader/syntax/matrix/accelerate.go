package matrix

// accelerated tells whether the kernels in assembly are used. Tests set it to
// try both.
var accelerated = capable()
