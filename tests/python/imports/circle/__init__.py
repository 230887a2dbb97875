import circle

circle.missing
