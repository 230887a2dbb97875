import sys
sys.pth
