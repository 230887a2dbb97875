import sys

kept = sys.stdout
del sys.stdout
try:
    print("nowhere")
except RuntimeError as error:
    said = str(error)
sys.stdout = kept
print(said)
