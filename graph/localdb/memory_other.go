//go:build !linux && !darwin

package localdb

// machineMemory returns 0: not known.
func machineMemory() uint64 { return 0 }
